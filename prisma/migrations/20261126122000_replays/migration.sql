-- CreateEnum
CREATE TYPE "ReplayStatus" AS ENUM ('waiting_approval', 'ready', 'canary', 'running', 'paused', 'stopped', 'finished', 'rejected', 'expired', 'withdrawn', 'voided');

-- CreateEnum
CREATE TYPE "ReplayItemStatus" AS ENUM ('waiting', 'started', 'succeeded', 'failed', 'cancelled', 'denied', 'already_done', 'in_flight', 'settled', 'payload_expired', 'runner_gone', 'refused', 'not_started');

-- CreateTable
CREATE TABLE "Replay" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "status" "ReplayStatus" NOT NULL DEFAULT 'ready',
    "reason" TEXT NOT NULL,
    "selection" JSONB NOT NULL,
    "itemCount" INTEGER NOT NULL,
    "listDigest" TEXT NOT NULL,
    "mass" BOOLEAN NOT NULL,
    "ratePerSecond" INTEGER NOT NULL,
    "canarySize" INTEGER NOT NULL,
    "canaryPass" INTEGER NOT NULL,
    "canaryDone" BOOLEAN NOT NULL DEFAULT false,
    "rehearsal" JSONB NOT NULL,
    "statusReason" TEXT,
    "requestedById" TEXT NOT NULL,
    "requestedByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "reportDigest" TEXT,

    CONSTRAINT "Replay_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ReplayItem" (
    "tenantId" TEXT NOT NULL,
    "replayId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "deadLetterId" TEXT NOT NULL,
    "failedRunId" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "status" "ReplayItemStatus" NOT NULL DEFAULT 'waiting',
    "runId" TEXT,
    "reason" TEXT,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReplayItem_pkey" PRIMARY KEY ("tenantId","replayId","seq")
);

-- CreateTable
CREATE TABLE "ReplayThreshold" (
    "tenantId" TEXT NOT NULL,
    "most" INTEGER NOT NULL,
    "setById" TEXT NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReplayThreshold_pkey" PRIMARY KEY ("tenantId")
);

-- CreateIndex
CREATE INDEX "Replay_tenantId_id_idx" ON "Replay"("tenantId", "id" DESC);

-- CreateIndex
CREATE INDEX "Replay_tenantId_status_id_idx" ON "Replay"("tenantId", "status", "id" DESC);

-- CreateIndex
CREATE INDEX "Replay_open" ON "Replay"("id") WHERE ("finishedAt" IS NULL);

-- CreateIndex
CREATE INDEX "ReplayItem_tenantId_replayId_status_seq_idx" ON "ReplayItem"("tenantId", "replayId", "status", "seq");

-- CreateIndex
CREATE INDEX "ReplayItem_tenantId_replayId_startedAt_idx" ON "ReplayItem"("tenantId", "replayId", "startedAt");

-- CreateIndex
CREATE INDEX "ReplayItem_tenantId_deadLetterId_idx" ON "ReplayItem"("tenantId", "deadLetterId");

-- CreateIndex
CREATE UNIQUE INDEX "ReplayItem_tenantId_replayId_deadLetterId_key" ON "ReplayItem"("tenantId", "replayId", "deadLetterId");

-- CreateIndex
CREATE INDEX "DeadLetter_tenantId_fingerprint_id_idx" ON "DeadLetter"("tenantId", "fingerprint", "id" DESC);

-- CreateIndex
CREATE INDEX "DeadLetter_tenantId_status_cause_id_idx" ON "DeadLetter"("tenantId", "status", "cause", "id" DESC);

-- CreateIndex
CREATE INDEX "DeadLetter_tenantId_status_environmentId_id_idx" ON "DeadLetter"("tenantId", "status", "environmentId", "id" DESC);

-- CreateIndex
CREATE INDEX "DeadLetter_kept" ON "DeadLetter"("expiresAt") WHERE (sample IS NOT NULL);

-- AddForeignKey
ALTER TABLE "ReplayItem" ADD CONSTRAINT "ReplayItem_tenantId_replayId_fkey" FOREIGN KEY ("tenantId", "replayId") REFERENCES "Replay"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
