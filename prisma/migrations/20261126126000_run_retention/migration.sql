-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "forgottenAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "RunRetention" (
    "tenantId" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "days" INTEGER NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunRetention_pkey" PRIMARY KEY ("tenantId","runnerClass")
);

-- CreateIndex
CREATE INDEX "Run_kept" ON "Run"("tenantId", "runnerClass", "finishedAt") WHERE ("forgottenAt" IS NULL AND "finishedAt" IS NOT NULL);
