-- CreateEnum
CREATE TYPE "MissedPolicy" AS ENUM ('once', 'skip', 'all');

-- CreateEnum
CREATE TYPE "SkipReason" AS ENUM ('excluded', 'paused', 'missed');

-- DropIndex
DROP INDEX "Trigger_due";

-- AlterTable
ALTER TABLE "Trigger" ADD COLUMN     "catchUp" INTEGER NOT NULL DEFAULT 100,
ADD COLUMN     "environmentId" TEXT,
ADD COLUMN     "exclude" JSONB,
ADD COLUMN     "heldBack" TEXT,
ADD COLUMN     "missed" "MissedPolicy" NOT NULL DEFAULT 'once',
ADD COLUMN     "nextOffset" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "pipeline" TEXT,
ADD COLUMN     "prefix" TEXT,
ADD COLUMN     "topicName" TEXT;

-- A trigger is in the environment of its runner.
UPDATE "Trigger" t SET "environmentId" = r."environmentId" FROM "Runner" r WHERE r."tenantId" = t."tenantId" AND r.id = t."runnerId";
ALTER TABLE "Trigger" ALTER COLUMN "environmentId" SET NOT NULL;

-- CreateTable
CREATE TABLE "TriggerSkip" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "triggerId" TEXT NOT NULL,
    "reason" "SkipReason" NOT NULL,
    "because" TEXT NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "TriggerSkip_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Calendar" (
    "tenantId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "days" TEXT[],
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedByLabel" TEXT NOT NULL,

    CONSTRAINT "Calendar_pkey" PRIMARY KEY ("tenantId","name")
);

-- CreateTable
CREATE TABLE "FileArrival" (
    "tenantId" TEXT NOT NULL,
    "triggerId" TEXT NOT NULL,
    "version" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FileArrival_pkey" PRIMARY KEY ("tenantId","triggerId","version")
);

-- CreateTable
CREATE TABLE "Topic" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nextOffset" BIGINT NOT NULL DEFAULT 0,
    "firstOffset" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "TopicMessage" (
    "tenantId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "offset" BIGINT NOT NULL,
    "payload" JSONB NOT NULL,
    "key" TEXT,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedByLabel" TEXT NOT NULL,

    CONSTRAINT "TopicMessage_pkey" PRIMARY KEY ("tenantId","topicId","offset")
);

-- CreateTable
CREATE TABLE "UpstreamSuccess" (
    "tenantId" TEXT NOT NULL,
    "triggerId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,

    CONSTRAINT "UpstreamSuccess_pkey" PRIMARY KEY ("tenantId","triggerId","runId")
);

-- CreateIndex
CREATE INDEX "TriggerSkip_tenantId_triggerId_id_idx" ON "TriggerSkip"("tenantId", "triggerId", "id" DESC);

-- CreateIndex
CREATE INDEX "TriggerSkip_tenantId_lastAt_idx" ON "TriggerSkip"("tenantId", "lastAt");

-- CreateIndex
CREATE UNIQUE INDEX "Topic_tenantId_environmentId_name_key" ON "Topic"("tenantId", "environmentId", "name");

-- CreateIndex
CREATE INDEX "TopicMessage_publishedAt_idx" ON "TopicMessage"("publishedAt");

-- CreateIndex
CREATE UNIQUE INDEX "TopicMessage_key" ON "TopicMessage"("tenantId", "topicId", "key") WHERE (key IS NOT NULL);

-- CreateIndex
CREATE INDEX "Pause_tenantId_resumedAt_idx" ON "Pause"("tenantId", "resumedAt");

-- CreateIndex
CREATE INDEX "Run_triggered" ON "Run"("tenantId", "triggerId", "id" DESC) WHERE ("triggerId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Trigger_due" ON "Trigger"("kind", "nextAt") WHERE (active);

-- CreateIndex
CREATE INDEX "Trigger_active" ON "Trigger"("tenantId", "id" DESC) WHERE (active);

-- CreateIndex
CREATE INDEX "Trigger_upstream" ON "Trigger"("tenantId", "environmentId", "pipeline") WHERE (active AND pipeline IS NOT NULL);

-- CreateIndex
CREATE INDEX "Trigger_topic" ON "Trigger"("tenantId", "environmentId", "topicName") WHERE (active AND "topicName" IS NOT NULL);

-- AddForeignKey
ALTER TABLE "TriggerSkip" ADD CONSTRAINT "TriggerSkip_tenantId_triggerId_fkey" FOREIGN KEY ("tenantId", "triggerId") REFERENCES "Trigger"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileArrival" ADD CONSTRAINT "FileArrival_tenantId_triggerId_fkey" FOREIGN KEY ("tenantId", "triggerId") REFERENCES "Trigger"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Topic" ADD CONSTRAINT "Topic_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TopicMessage" ADD CONSTRAINT "TopicMessage_tenantId_topicId_fkey" FOREIGN KEY ("tenantId", "topicId") REFERENCES "Topic"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UpstreamSuccess" ADD CONSTRAINT "UpstreamSuccess_tenantId_triggerId_fkey" FOREIGN KEY ("tenantId", "triggerId") REFERENCES "Trigger"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
