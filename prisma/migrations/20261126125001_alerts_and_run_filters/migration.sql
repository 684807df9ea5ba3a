-- CreateEnum
CREATE TYPE "AlertKind" AS ENUM ('error_rate', 'retry_storm', 'dead_letter_growth', 'budget_projection', 'idle_hosts');

-- DropIndex
DROP INDEX "Run_tenantId_id_idx";

-- CreateTable
CREATE TABLE "AlertRule" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "AlertKind" NOT NULL,
    "threshold" INTEGER NOT NULL,
    "windowMinutes" INTEGER NOT NULL,
    "leastRuns" INTEGER NOT NULL DEFAULT 1,
    "eachRunner" BOOLEAN NOT NULL DEFAULT true,
    "runnerId" TEXT,
    "environmentId" TEXT,
    "runnerClass" "RunnerClass",
    "tell" "Role"[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "evaluatedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AlertRule_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "ruleId" TEXT NOT NULL,
    "kind" "AlertKind" NOT NULL,
    "runnerId" TEXT NOT NULL DEFAULT '',
    "threshold" INTEGER NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "worst" DOUBLE PRECISION NOT NULL,
    "sentence" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "toldAt" TIMESTAMPTZ(3),
    "silenceId" TEXT,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Silence" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "ruleId" TEXT,
    "runnerId" TEXT,
    "reason" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "endedByLabel" TEXT,

    CONSTRAINT "Silence_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "RunPulse" (
    "tenantId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "runnerId" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "environmentId" TEXT NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "denied" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RunPulse_pkey" PRIMARY KEY ("tenantId","at","runnerId")
);

-- CreateIndex
CREATE INDEX "AlertRule_due" ON "AlertRule"("nextAt") WHERE (active);

-- CreateIndex
CREATE UNIQUE INDEX "AlertRule_name" ON "AlertRule"("tenantId", "name") WHERE ("removedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Alert_tenantId_ruleId_id_idx" ON "Alert"("tenantId", "ruleId", "id" DESC);

-- CreateIndex
CREATE INDEX "Alert_tenantId_runnerId_id_idx" ON "Alert"("tenantId", "runnerId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Alert_open" ON "Alert"("tenantId", "ruleId", "runnerId") WHERE ("resolvedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Silence_standing" ON "Silence"("tenantId", "endsAt") WHERE ("endedAt" IS NULL);

-- CreateIndex
CREATE INDEX "RunPulse_tenantId_runnerId_at_idx" ON "RunPulse"("tenantId", "runnerId", "at");

-- CreateIndex
CREATE INDEX "RunPulse_at_idx" ON "RunPulse"("at");

-- CreateIndex
CREATE INDEX "RetryHour_tenantId_hour_idx" ON "RetryHour"("tenantId", "hour");

-- CreateIndex
CREATE INDEX "Run_tenantId_environmentId_id_idx" ON "Run"("tenantId", "environmentId", "id" DESC);

-- CreateIndex
CREATE INDEX "Run_tenantId_runnerClass_id_idx" ON "Run"("tenantId", "runnerClass", "id" DESC);

-- CreateIndex
CREATE INDEX "Run_tenantId_origin_id_idx" ON "Run"("tenantId", "origin", "id" DESC);

-- CreateIndex
CREATE INDEX "Run_caused" ON "Run"("tenantId", "cause", "id" DESC) WHERE (cause IS NOT NULL);

-- CreateIndex
CREATE INDEX "Run_downstream" ON "Run"("tenantId", "upstreamRunId", "id") WHERE ("upstreamRunId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Runner_tenantId_pipeline_idx" ON "Runner"("tenantId", "pipeline");

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_tenantId_ruleId_fkey" FOREIGN KEY ("tenantId", "ruleId") REFERENCES "AlertRule"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A rule that could never fire, or always did, is a mistake.
ALTER TABLE "AlertRule" ADD CONSTRAINT "AlertRule_figures"
  CHECK (threshold > 0 AND "windowMinutes" BETWEEN 5 AND 10080 AND "leastRuns" > 0);
ALTER TABLE "AlertRule" ADD CONSTRAINT "AlertRule_removed" CHECK ("removedAt" IS NULL OR NOT active);
ALTER TABLE "Silence" ADD CONSTRAINT "Silence_order" CHECK ("endsAt" > "startsAt");
