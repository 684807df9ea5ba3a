-- CreateEnum
CREATE TYPE "AttemptStatus" AS ENUM ('running', 'succeeded', 'failed', 'cancelled', 'lost', 'denied');

-- CreateEnum
CREATE TYPE "DeadLetterStatus" AS ENUM ('open', 'replayed', 'superseded', 'waived');

-- DropIndex
DROP INDEX "Run_tenantId_runnerId_token_key";

-- AlterTable
ALTER TABLE "Quota" ADD COLUMN     "platformConcurrency" INTEGER;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "correlationId" TEXT,
ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "replayOfId" TEXT,
ADD COLUMN     "replayedById" TEXT,
ADD COLUMN     "upstreamRunId" TEXT,
ADD COLUMN     "workerId" TEXT;

-- CreateTable
CREATE TABLE "RunAttempt" (
    "tenantId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "AttemptStatus" NOT NULL DEFAULT 'running',
    "cause" "RunCause",
    "reason" TEXT,
    "holder" TEXT NOT NULL,
    "decisionId" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "coldStart" BOOLEAN,
    "initMs" INTEGER,
    "durationMs" INTEGER,
    "maxMemoryMib" INTEGER,
    "costMicros" BIGINT,
    "logDigest" TEXT,
    "metrics" JSONB,
    "spanId" TEXT,
    "spans" JSONB,
    "month" CHAR(7) NOT NULL,
    "reservedMs" BIGINT NOT NULL DEFAULT 0,
    "reservedMicros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "RunAttempt_pkey" PRIMARY KEY ("tenantId","runId","number")
);

-- CreateTable
CREATE TABLE "UsageMonth" (
    "tenantId" TEXT NOT NULL,
    "month" CHAR(7) NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "environmentId" TEXT NOT NULL,
    "usedMs" BIGINT NOT NULL DEFAULT 0,
    "reservedMs" BIGINT NOT NULL DEFAULT 0,
    "costMicros" BIGINT NOT NULL DEFAULT 0,
    "reservedMicros" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "UsageMonth_pkey" PRIMARY KEY ("tenantId","month","runnerClass","environmentId")
);

-- CreateTable
CREATE TABLE "UsageDay" (
    "tenantId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "runnerId" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "size" "RunnerSizeName" NOT NULL,
    "environmentId" TEXT NOT NULL,
    "pipeline" TEXT NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "denied" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "usedMs" BIGINT NOT NULL DEFAULT 0,
    "costMicros" BIGINT NOT NULL DEFAULT 0,
    "peakMemoryMib" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "UsageDay_pkey" PRIMARY KEY ("tenantId","day","runnerId","runnerClass","size","pipeline")
);

-- CreateTable
CREATE TABLE "ClassLimit" (
    "tenantId" TEXT NOT NULL,
    "scope" "PolicyScope" NOT NULL DEFAULT 'tenant',
    "runnerClass" "RunnerClass" NOT NULL,
    "maxRunning" INTEGER,
    "monthlyMs" BIGINT,
    "policyVersion" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ClassLimit_pkey" PRIMARY KEY ("tenantId","scope","runnerClass")
);

-- CreateTable
CREATE TABLE "RetryHour" (
    "tenantId" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RetryHour_pkey" PRIMARY KEY ("tenantId","runnerId","hour")
);

-- CreateTable
CREATE TABLE "Pause" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "runnerId" TEXT,
    "environmentId" TEXT,
    "reason" TEXT NOT NULL,
    "pausedById" TEXT NOT NULL,
    "pausedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resumedById" TEXT,
    "resumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Pause_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "DeadLetter" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "cause" "RunCause" NOT NULL,
    "error" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "sample" BYTEA,
    "inputBytes" INTEGER NOT NULL,
    "lineage" JSONB NOT NULL,
    "status" "DeadLetterStatus" NOT NULL DEFAULT 'open',
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" TEXT,
    "resolution" TEXT,
    "resolvedByRunId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeadLetter_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "UsageDay_tenantId_runnerId_day_idx" ON "UsageDay"("tenantId", "runnerId", "day");

-- CreateIndex
CREATE INDEX "Pause_open" ON "Pause"("tenantId") WHERE ("resumedAt" IS NULL);

-- CreateIndex
CREATE INDEX "DeadLetter_tenantId_status_id_idx" ON "DeadLetter"("tenantId", "status", "id" DESC);

-- CreateIndex
CREATE INDEX "DeadLetter_tenantId_runnerId_status_id_idx" ON "DeadLetter"("tenantId", "runnerId", "status", "id" DESC);

-- CreateIndex
CREATE INDEX "DeadLetter_tenantId_status_fingerprint_id_idx" ON "DeadLetter"("tenantId", "status", "fingerprint", "id" DESC);

-- CreateIndex
CREATE INDEX "DeadLetter_open_token" ON "DeadLetter"("tenantId", "runnerId", "token") WHERE (status = 'open');

-- CreateIndex
CREATE UNIQUE INDEX "DeadLetter_tenantId_runId_key" ON "DeadLetter"("tenantId", "runId");

-- CreateIndex
CREATE INDEX "Run_tenantId_runnerId_token_id_idx" ON "Run"("tenantId", "runnerId", "token", "id");

-- CreateIndex
CREATE INDEX "Run_waiting" ON "Run"("tenantId", "runnerId", "id") WHERE (status = 'queued');

-- CreateIndex
CREATE INDEX "Run_due" ON "Run"("dueAt") WHERE (status = 'retrying');

-- CreateIndex
CREATE INDEX "Run_worked" ON "Run"("workerId") WHERE (status = 'running' AND "workerId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Run_correlated" ON "Run"("tenantId", "correlationId", "id") WHERE ("correlationId" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "Run_token" ON "Run"("tenantId", "runnerId", "token") WHERE ("replayedById" IS NULL);

-- CreateIndex
CREATE INDEX "Runner_tenantId_environmentId_pipeline_idx" ON "Runner"("tenantId", "environmentId", "pipeline");

-- AddForeignKey
ALTER TABLE "RunAttempt" ADD CONSTRAINT "RunAttempt_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId") REFERENCES "Run"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeadLetter" ADD CONSTRAINT "DeadLetter_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId") REFERENCES "Run"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Runs that the durable engine held are waiting rows from now on; agents go on with what they have leased.
UPDATE "Run" SET status = 'queued' WHERE status = 'running' AND "leaseAgentId" IS NULL;
INSERT INTO "RunAttempt" ("tenantId", "runId", number, holder, "decisionId", "startedAt", month)
SELECT "tenantId", id, attempt, "leaseAgentId", "decisionId", coalesce("startedAt", now()), to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM')
FROM "Run" WHERE status = 'running';
DO $$
BEGIN
  IF to_regclass('dbos.workflow_status') IS NOT NULL THEN
    EXECUTE 'UPDATE dbos.workflow_status SET status = ''CANCELLED'' WHERE name = ''executeRun'' AND status IN (''PENDING'', ''ENQUEUED'')';
  END IF;
END $$;
