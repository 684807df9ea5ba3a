-- CreateEnum
CREATE TYPE "LogClass" AS ENUM ('serverless', 'container', 'managed_etl', 'dedicated_compute', 'instance', 'deployment');

-- AlterTable
ALTER TABLE "LogChunk" ADD COLUMN     "logClass" "LogClass" NOT NULL DEFAULT 'deployment';

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "parentSpanId" TEXT;

-- CreateTable
CREATE TABLE "LogRetention" (
    "tenantId" TEXT NOT NULL,
    "logClass" "LogClass" NOT NULL,
    "days" INTEGER NOT NULL,
    "changedById" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LogRetention_pkey" PRIMARY KEY ("tenantId","logClass")
);

-- CreateTable
CREATE TABLE "RunFigure" (
    "tenantId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "status" "RunStatus" NOT NULL,
    "runs" BIGINT NOT NULL DEFAULT 0,
    "attempts" BIGINT NOT NULL DEFAULT 0,
    "durationMs" BIGINT NOT NULL DEFAULT 0,
    "durationBuckets" BIGINT[],
    "waitMs" BIGINT NOT NULL DEFAULT 0,
    "waitBuckets" BIGINT[],

    CONSTRAINT "RunFigure_pkey" PRIMARY KEY ("tenantId","environmentId","runnerClass","status")
);

-- CreateIndex
CREATE INDEX "LogChunk_tenantId_logClass_at_seq_idx" ON "LogChunk"("tenantId", "logClass", "at", "seq");

-- What is there already: a run's log is of its runner's class, the rest shows by the id.
UPDATE "LogChunk" c SET "logClass" = r."runnerClass"::text::"LogClass"
  FROM "Run" r WHERE r."tenantId" = c."tenantId" AND r.id = c."subjectId";
UPDATE "LogChunk" SET "logClass" = 'instance' WHERE starts_with("subjectId", 'ins_');
