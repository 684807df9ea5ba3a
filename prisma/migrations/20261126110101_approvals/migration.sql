-- CreateEnum
CREATE TYPE "ApprovalKind" AS ENUM ('deployment', 'policy', 'exception', 'break_glass_review', 'mass_replay');

-- CreateEnum
CREATE TYPE "VoteVerdict" AS ENUM ('approve', 'reject', 'withdraw');

-- CreateEnum
CREATE TYPE "VoteAssurance" AS ENUM ('session', 'password', 'passkey');

-- DropIndex
DROP INDEX "Deployment_one_open";

-- AlterTable
ALTER TABLE "ApprovalRequest" ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "environmentId" TEXT,
ADD COLUMN     "escalatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "executedAt" TIMESTAMPTZ(3),
ADD COLUMN     "facts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "kind" "ApprovalKind" NOT NULL DEFAULT 'deployment',
ADD COLUMN     "manifestId" TEXT,
ADD COLUMN     "remindedAt" TIMESTAMPTZ(3),
ADD COLUMN     "risks" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "slots" JSONB,
ADD COLUMN     "startsAt" TIMESTAMPTZ(3),
ADD COLUMN     "subjectId" TEXT,
ALTER COLUMN "deploymentId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "ApprovalVote" ADD COLUMN     "assertion" JSONB,
ADD COLUMN     "assurance" "VoteAssurance" NOT NULL DEFAULT 'session',
ADD COLUMN     "fills" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "onBehalfOfId" TEXT,
ADD COLUMN     "verdict" "VoteVerdict";

-- What was asked and said before keeps its meaning: approvers of the tenant, as many as were asked for.
update "ApprovalRequest" r set
  "subjectId" = r."deploymentId",
  "environmentId" = d."environmentId",
  "manifestId" = d."manifestId",
  slots = jsonb_build_array(jsonb_build_object('rule', 'approval.before', 'title', 'People who must approve',
    'by', 'role:approver', 'count', r.required, 'assurance', 'session', 'overrides', false))
from "Deployment" d where d."tenantId" = r."tenantId" and d.id = r."deploymentId";
update "ApprovalVote" set
  verdict = (case when approve then 'approve' else 'reject' end)::"VoteVerdict", fills = array['approval.before'];

ALTER TABLE "ApprovalRequest" ALTER COLUMN "slots" SET NOT NULL, ALTER COLUMN "subjectId" SET NOT NULL;
ALTER TABLE "ApprovalVote" DROP COLUMN "approve", ALTER COLUMN "verdict" SET NOT NULL;

-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "resumedByIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "startsAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ApproverGroup" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "costCentres" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApproverGroup_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ApproverGroupMember" (
    "tenantId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApproverGroupMember_pkey" PRIMARY KEY ("tenantId","groupId","userId")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ApproverGroup_tenantId_name_key" ON "ApproverGroup"("tenantId", "name");

-- CreateIndex
CREATE INDEX "ApproverGroupMember_tenantId_userId_idx" ON "ApproverGroupMember"("tenantId", "userId");

-- CreateIndex
CREATE INDEX "Delegation_tenantId_id_idx" ON "Delegation"("tenantId", "id" DESC);

-- CreateIndex
CREATE INDEX "Delegation_tenantId_toId_endsAt_idx" ON "Delegation"("tenantId", "toId", "endsAt");

-- CreateIndex
CREATE INDEX "Delegation_tenantId_fromId_endsAt_idx" ON "Delegation"("tenantId", "fromId", "endsAt");

-- CreateIndex
CREATE INDEX "ApprovalRequest_tenantId_kind_subjectId_id_idx" ON "ApprovalRequest"("tenantId", "kind", "subjectId", "id" DESC);

-- CreateIndex
CREATE INDEX "ApprovalRequest_tenantId_deploymentId_idx" ON "ApprovalRequest"("tenantId", "deploymentId");

-- CreateIndex
CREATE INDEX "ApprovalRequest_late" ON "ApprovalRequest"("dueAt") WHERE (status = 'open'::"ApprovalStatus" AND "escalatedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Deployment_scheduled" ON "Deployment"("startsAt") WHERE (status = 'scheduled'::"DeploymentStatus");

-- CreateIndex
CREATE UNIQUE INDEX "Deployment_one_open" ON "Deployment"("tenantId", "manifestId", "environmentId") WHERE (status = ANY (ARRAY['queued'::"DeploymentStatus", 'running'::"DeploymentStatus", 'waiting_approval'::"DeploymentStatus", 'scheduled'::"DeploymentStatus"]));

-- AddForeignKey
ALTER TABLE "ApproverGroupMember" ADD CONSTRAINT "ApproverGroupMember_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "ApproverGroup"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
