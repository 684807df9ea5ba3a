-- CreateEnum
CREATE TYPE "InstanceKind" AS ENUM ('container', 'host');

-- CreateEnum
CREATE TYPE "InstanceStatus" AS ENUM ('starting', 'ready', 'draining', 'stopped', 'failed');

-- CreateEnum
CREATE TYPE "AgentKind" AS ENUM ('instance', 'on_premise');

-- AlterTable
ALTER TABLE "Artifact" ALTER COLUMN "sizeBytes" SET DATA TYPE BIGINT;

-- AlterTable
ALTER TABLE "Run" ADD COLUMN     "instanceId" TEXT,
ADD COLUMN     "leaseAgentId" TEXT,
ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "metrics" JSONB,
ADD COLUMN     "progress" JSONB;

-- AlterTable
ALTER TABLE "WorkerHeartbeat" ADD COLUMN     "support" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "Instance" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "kind" "InstanceKind" NOT NULL,
    "artifactDigest" TEXT NOT NULL,
    "specDigest" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "status" "InstanceStatus" NOT NULL DEFAULT 'starting',
    "reason" TEXT,
    "handle" TEXT,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "executorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readyAt" TIMESTAMPTZ(3),
    "busyAt" TIMESTAMPTZ(3),
    "stoppedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Agent" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "AgentKind" NOT NULL,
    "name" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "runnerId" TEXT,
    "instanceId" TEXT,
    "publicPem" TEXT NOT NULL,
    "identityHash" TEXT NOT NULL,
    "identityExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "capabilities" JSONB NOT NULL DEFAULT '{}',
    "version" TEXT NOT NULL DEFAULT '',
    "spoolSeq" BIGINT NOT NULL DEFAULT 0,
    "spoolHead" TEXT,
    "lastSeenAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Agent_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "AgentEnrolment" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "AgentKind" NOT NULL,
    "name" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "runnerId" TEXT,
    "instanceId" TEXT,
    "hash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "agentId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AgentEnrolment_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "Instance_tenantId_runnerId_id_idx" ON "Instance"("tenantId", "runnerId", "id" DESC);

-- CreateIndex
CREATE INDEX "Instance_alive" ON "Instance"("status") WHERE (status = ANY (ARRAY['starting'::"InstanceStatus", 'ready'::"InstanceStatus", 'draining'::"InstanceStatus"]));

-- CreateIndex
CREATE UNIQUE INDEX "Agent_identityHash_key" ON "Agent"("identityHash");

-- CreateIndex
CREATE INDEX "Agent_tenantId_id_idx" ON "Agent"("tenantId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "AgentEnrolment_hash_key" ON "AgentEnrolment"("hash");

-- CreateIndex
CREATE INDEX "Run_open" ON "Run"("tenantId", "runnerId", "id") WHERE (status = ANY (ARRAY['queued'::"RunStatus", 'running'::"RunStatus"]));

-- CreateIndex
CREATE INDEX "Run_leased" ON "Run"("leaseUntil") WHERE (status = 'running');

-- AddForeignKey
ALTER TABLE "Instance" ADD CONSTRAINT "Instance_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
