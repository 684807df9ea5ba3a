-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "sourceDeploymentId" TEXT;

-- AlterTable
ALTER TABLE "Environment" ADD COLUMN     "requirePrevious" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "soakMinutes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "verificationRuns" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Freeze" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "environmentId" TEXT,
    "runnerClass" "RunnerClass",
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedByLabel" TEXT,
    "liftReason" TEXT,

    CONSTRAINT "Freeze_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ChangeWindow" (
    "id" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "days" INTEGER[],
    "fromMinute" INTEGER NOT NULL,
    "toMinute" INTEGER NOT NULL,
    "timezone" TEXT NOT NULL,
    "createdByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChangeWindow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PromotionHold" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "manifestId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "heldById" TEXT NOT NULL,
    "heldByLabel" TEXT NOT NULL,
    "heldAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMPTZ(3),
    "releasedByLabel" TEXT,
    "releaseReason" TEXT,

    CONSTRAINT "PromotionHold_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "Freeze_standing" ON "Freeze"("tenantId", "endsAt") WHERE ("liftedAt" IS NULL);

-- CreateIndex
CREATE INDEX "ChangeWindow_environmentId_idx" ON "ChangeWindow"("environmentId");

-- CreateIndex
CREATE UNIQUE INDEX "PromotionHold_standing" ON "PromotionHold"("tenantId", "manifestId", "environmentId") WHERE ("releasedAt" IS NULL);

-- AddForeignKey
ALTER TABLE "Freeze" ADD CONSTRAINT "Freeze_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeWindow" ADD CONSTRAINT "ChangeWindow_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromotionHold" ADD CONSTRAINT "PromotionHold_tenantId_manifestId_fkey" FOREIGN KEY ("tenantId", "manifestId") REFERENCES "Manifest"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromotionHold" ADD CONSTRAINT "PromotionHold_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What no row may say.
ALTER TABLE "Freeze" ADD CONSTRAINT "Freeze_ends_after_start" CHECK ("endsAt" > "startsAt");
ALTER TABLE "ChangeWindow" ADD CONSTRAINT "ChangeWindow_times" CHECK (
  "fromMinute" BETWEEN 0 AND 1439 AND "toMinute" BETWEEN 0 AND 1439
  AND cardinality(days) BETWEEN 1 AND 7 AND days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]
);
ALTER TABLE "Environment" ADD CONSTRAINT "Environment_gates" CHECK ("soakMinutes" >= 0 AND "verificationRuns" >= 0 AND "approvalsRequired" >= 0);
