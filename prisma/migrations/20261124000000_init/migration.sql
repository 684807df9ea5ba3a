-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ArtifactKind" AS ENUM ('function_zip', 'image', 'job_package', 'golden_image');

-- CreateEnum
CREATE TYPE "FindingKind" AS ENUM ('vulnerability', 'licence', 'secret');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('critical', 'high', 'medium', 'low', 'unknown');

-- CreateEnum
CREATE TYPE "RunnerStatus" AS ENUM ('provisioning', 'active', 'smoke_failed', 'destroyed');

-- CreateEnum
CREATE TYPE "TriggerKind" AS ENUM ('schedule', 'webhook');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('zip', 'git_bundle');

-- CreateEnum
CREATE TYPE "TargetKind" AS ENUM ('local', 'aws');

-- CreateEnum
CREATE TYPE "RunnerClass" AS ENUM ('serverless', 'container', 'managed_etl', 'dedicated_compute');

-- CreateEnum
CREATE TYPE "RunnerSizeName" AS ENUM ('small', 'medium', 'large', 'xlarge');

-- CreateEnum
CREATE TYPE "NetworkProfile" AS ENUM ('public_vpc_egress', 'private_vpc', 'privatelink', 'vpn', 'on_premise_agent');

-- CreateEnum
CREATE TYPE "PolicyGate" AS ENUM ('pre_deploy', 'deploy', 'run');

-- CreateEnum
CREATE TYPE "DeploymentKind" AS ENUM ('deploy', 'promote', 'rollback', 'destroy');

-- CreateEnum
CREATE TYPE "DeploymentStatus" AS ENUM ('queued', 'running', 'waiting_approval', 'succeeded', 'failed', 'cancelled', 'superseded');

-- CreateEnum
CREATE TYPE "StageName" AS ENUM ('author', 'validate', 'build', 'scan_attest', 'provision_primitives', 'deploy', 'register', 'smoke_test', 'promote', 'operate');

-- CreateEnum
CREATE TYPE "StageStatus" AS ENUM ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "PrimitiveKind" AS ENUM ('storage_root', 'secrets_namespace', 'log_sink', 'metric_sink', 'egress_rules');

-- CreateEnum
CREATE TYPE "ApprovalStatus" AS ENUM ('open', 'approved', 'rejected', 'expired', 'superseded', 'withdrawn');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'denied', 'cancelled');

-- CreateEnum
CREATE TYPE "RunCause" AS ENUM ('user_error', 'init_error', 'timeout', 'out_of_memory', 'exited', 'throttled', 'platform', 'denied');

-- CreateEnum
CREATE TYPE "RunOrigin" AS ENUM ('manual', 'api', 'webhook', 'schedule', 'smoke_test');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('engineer', 'approver', 'auditor', 'admin');

-- CreateEnum
CREATE TYPE "MembershipOrigin" AS ENUM ('manual', 'oidc');

-- CreateTable
CREATE TABLE "Artifact" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "kind" "ArtifactKind" NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "sourceDigest" TEXT,
    "buildType" TEXT NOT NULL,
    "builtById" TEXT NOT NULL,
    "builtAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Artifact_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Attestation" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "artifactId" TEXT NOT NULL,
    "predicateType" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "bundle" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Attestation_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Scan" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "artifactId" TEXT NOT NULL,
    "dataset" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "sbom" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Scan_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "scanId" TEXT NOT NULL,
    "kind" "FindingKind" NOT NULL,
    "severity" "Severity" NOT NULL,
    "rule" TEXT NOT NULL,
    "component" TEXT,
    "version" TEXT,
    "path" TEXT,
    "message" TEXT NOT NULL,
    "remedy" TEXT,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Runner" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "manifestId" TEXT NOT NULL,
    "manifestVersionId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "size" "RunnerSizeName" NOT NULL,
    "profile" "NetworkProfile" NOT NULL,
    "artifactDigest" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "pipeline" TEXT NOT NULL,
    "pipelineVersion" INTEGER NOT NULL,
    "status" "RunnerStatus" NOT NULL DEFAULT 'provisioning',
    "concurrencyLimit" INTEGER NOT NULL,
    "isolation" JSONB,
    "spec" JSONB NOT NULL,
    "candidate" JSONB,
    "observedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Runner_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Trigger" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "kind" "TriggerKind" NOT NULL,
    "cron" TEXT,
    "timezone" TEXT,
    "nextAt" TIMESTAMPTZ(3),
    "lastAt" TIMESTAMPTZ(3),
    "secretPath" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Trigger_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorLabel" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "manifestId" TEXT,
    "environmentId" TEXT,
    "runnerId" TEXT,
    "deploymentId" TEXT,
    "runId" TEXT,
    "sentence" TEXT NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "EvidencePending" (
    "seq" BIGSERIAL NOT NULL,
    "tenantId" TEXT NOT NULL,
    "evidenceId" TEXT NOT NULL,

    CONSTRAINT "EvidencePending_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "EvidenceLeaf" (
    "tenantId" TEXT NOT NULL,
    "index" BIGINT NOT NULL,
    "evidenceId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "EvidenceLeaf_pkey" PRIMARY KEY ("tenantId","index")
);

-- CreateTable
CREATE TABLE "EvidenceTile" (
    "tenantId" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "EvidenceTile_pkey" PRIMARY KEY ("tenantId","level","index")
);

-- CreateTable
CREATE TABLE "EvidenceCheckpoint" (
    "tenantId" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EvidenceCheckpoint_pkey" PRIMARY KEY ("tenantId","size")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "keyId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "publicPem" TEXT NOT NULL,
    "validFrom" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "validUntil" TIMESTAMPTZ(3),

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("keyId")
);

-- CreateTable
CREATE TABLE "Manifest" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pipeline" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "size" "RunnerSizeName" NOT NULL,
    "profile" "NetworkProfile" NOT NULL,
    "latestVersion" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Manifest_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ManifestVersion" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "manifestId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "sourceDigest" TEXT,
    "text" TEXT NOT NULL,
    "normalised" JSONB NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "size" "RunnerSizeName" NOT NULL,
    "profile" "NetworkProfile" NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ManifestVersion_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "manifestId" TEXT,
    "text" TEXT NOT NULL,
    "sourceDigest" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Source" (
    "tenantId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "filename" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("tenantId","digest")
);

-- CreateTable
CREATE TABLE "Environment" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "target" "TargetKind" NOT NULL DEFAULT 'local',
    "variables" JSONB NOT NULL DEFAULT '{}',
    "approvalsRequired" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Environment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunnerSize" (
    "runnerClass" "RunnerClass" NOT NULL,
    "size" "RunnerSizeName" NOT NULL,
    "vcpuMilli" INTEGER NOT NULL,
    "memoryMib" INTEGER NOT NULL,
    "workers" INTEGER NOT NULL DEFAULT 1,
    "concurrency" INTEGER NOT NULL DEFAULT 10,

    CONSTRAINT "RunnerSize_pkey" PRIMARY KEY ("runnerClass","size")
);

-- CreateTable
CREATE TABLE "PolicyVersion" (
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "policies" JSONB NOT NULL,
    "activatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PolicyVersion_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "TenantMatrixRow" (
    "tenantId" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "size" "RunnerSizeName" NOT NULL,
    "networkProfile" "NetworkProfile" NOT NULL,

    CONSTRAINT "TenantMatrixRow_pkey" PRIMARY KEY ("tenantId","runnerClass","size","networkProfile")
);

-- CreateTable
CREATE TABLE "Quota" (
    "tenantId" TEXT NOT NULL,
    "maxRunners" INTEGER NOT NULL,
    "maxConcurrency" INTEGER NOT NULL,
    "monthlyBudget" BIGINT,

    CONSTRAINT "Quota_pkey" PRIMARY KEY ("tenantId")
);

-- CreateTable
CREATE TABLE "PriceBook" (
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "activatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PriceBook_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "PolicyDecision" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "gate" "PolicyGate" NOT NULL,
    "subjectId" TEXT NOT NULL,
    "inputsDigest" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,
    "policyVersion" INTEGER NOT NULL,
    "allowed" BOOLEAN NOT NULL,
    "findings" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PolicyDecision_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "executorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("executorId")
);

-- CreateTable
CREATE TABLE "Deployment" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "DeploymentKind" NOT NULL DEFAULT 'deploy',
    "manifestId" TEXT NOT NULL,
    "manifestVersionId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "status" "DeploymentStatus" NOT NULL DEFAULT 'queued',
    "round" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "waitingUntil" TIMESTAMPTZ(3),
    "artifactDigest" TEXT,
    "decisionDigest" TEXT,
    "costEstimate" JSONB,
    "requestedById" TEXT NOT NULL,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "cancelRequestedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Stage" (
    "tenantId" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "name" "StageName" NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "status" "StageStatus" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "errorCode" TEXT,
    "output" JSONB,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Stage_pkey" PRIMARY KEY ("tenantId","deploymentId","name")
);

-- CreateTable
CREATE TABLE "LogChunk" (
    "tenantId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "text" TEXT NOT NULL,

    CONSTRAINT "LogChunk_pkey" PRIMARY KEY ("tenantId","subjectId","seq")
);

-- CreateTable
CREATE TABLE "Primitive" (
    "tenantId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "profile" "NetworkProfile" NOT NULL,
    "kind" "PrimitiveKind" NOT NULL,
    "state" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "observedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Primitive_pkey" PRIMARY KEY ("tenantId","environmentId","profile","kind")
);

-- CreateTable
CREATE TABLE "Secret" (
    "tenantId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "envelope" JSONB NOT NULL,
    "updatedById" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Secret_pkey" PRIMARY KEY ("tenantId","path")
);

-- CreateTable
CREATE TABLE "ApprovalRequest" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "decisionDigest" TEXT NOT NULL,
    "required" INTEGER NOT NULL,
    "status" "ApprovalStatus" NOT NULL DEFAULT 'open',
    "requestedById" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApprovalRequest_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ApprovalVote" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "approvalId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "approve" BOOLEAN NOT NULL,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApprovalVote_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Run" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "origin" "RunOrigin" NOT NULL,
    "triggerId" TEXT,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "cause" "RunCause",
    "reason" TEXT,
    "inputDigest" TEXT NOT NULL,
    "input" JSONB,
    "result" JSONB,
    "artifactDigest" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "coldStart" BOOLEAN,
    "initMs" INTEGER,
    "durationMs" INTEGER,
    "maxMemoryMib" INTEGER,
    "costMicros" BIGINT,
    "logDigest" TEXT,
    "traceId" TEXT NOT NULL,
    "isolation" JSONB,
    "outputFiles" TEXT[],
    "decisionId" TEXT,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "cancelRequestedById" TEXT,
    "requestedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Run_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Tenant" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "suspendedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "firstPassword" BOOLEAN NOT NULL DEFAULT false,
    "platformAdmin" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" TIMESTAMPTZ(3),
    "sessionsAfter" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "tenantId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "roles" "Role"[],
    "origin" "MembershipOrigin" NOT NULL DEFAULT 'manual',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("tenantId","userId")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "tenantId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestDigest" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("tenantId","userId","key")
);

-- CreateTable
CREATE TABLE "SignInLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "SignInLimit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Artifact_tenantId_digest_key" ON "Artifact"("tenantId", "digest");

-- CreateIndex
CREATE INDEX "Attestation_tenantId_artifactId_idx" ON "Attestation"("tenantId", "artifactId");

-- CreateIndex
CREATE INDEX "Scan_tenantId_artifactId_at_idx" ON "Scan"("tenantId", "artifactId", "at" DESC);

-- CreateIndex
CREATE INDEX "Finding_tenantId_scanId_severity_idx" ON "Finding"("tenantId", "scanId", "severity");

-- CreateIndex
CREATE INDEX "Runner_tenantId_id_idx" ON "Runner"("tenantId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Runner_tenantId_manifestId_environmentId_key" ON "Runner"("tenantId", "manifestId", "environmentId");

-- CreateIndex
CREATE INDEX "Trigger_tenantId_runnerId_idx" ON "Trigger"("tenantId", "runnerId");

-- CreateIndex
CREATE INDEX "Trigger_due" ON "Trigger"("nextAt") WHERE (active AND kind = 'schedule');

-- CreateIndex
CREATE INDEX "Evidence_tenantId_at_id_idx" ON "Evidence"("tenantId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_kind_at_id_idx" ON "Evidence"("tenantId", "kind", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_actorId_at_id_idx" ON "Evidence"("tenantId", "actorId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_manifestId_at_id_idx" ON "Evidence"("tenantId", "manifestId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_environmentId_at_id_idx" ON "Evidence"("tenantId", "environmentId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_runnerId_at_id_idx" ON "Evidence"("tenantId", "runnerId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_deploymentId_at_id_idx" ON "Evidence"("tenantId", "deploymentId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_runId_at_id_idx" ON "Evidence"("tenantId", "runId", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Evidence_tenantId_result_at_id_idx" ON "Evidence"("tenantId", "result", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "EvidencePending_tenantId_seq_idx" ON "EvidencePending"("tenantId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "EvidenceLeaf_tenantId_evidenceId_key" ON "EvidenceLeaf"("tenantId", "evidenceId");

-- CreateIndex
CREATE INDEX "Manifest_tenantId_updatedAt_id_idx" ON "Manifest"("tenantId", "updatedAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Manifest_tenantId_name_key" ON "Manifest"("tenantId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "ManifestVersion_tenantId_manifestId_version_key" ON "ManifestVersion"("tenantId", "manifestId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ManifestVersion_tenantId_manifestId_digest_sourceDigest_key" ON "ManifestVersion"("tenantId", "manifestId", "digest", "sourceDigest");

-- CreateIndex
CREATE INDEX "Draft_tenantId_userId_updatedAt_idx" ON "Draft"("tenantId", "userId", "updatedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Environment_name_key" ON "Environment"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Environment_rank_key" ON "Environment"("rank");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyVersion_digest_key" ON "PolicyVersion"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "PriceBook_digest_key" ON "PriceBook"("digest");

-- CreateIndex
CREATE INDEX "PolicyDecision_tenantId_subjectId_id_idx" ON "PolicyDecision"("tenantId", "subjectId", "id");

-- CreateIndex
CREATE INDEX "Deployment_tenantId_id_idx" ON "Deployment"("tenantId", "id" DESC);

-- CreateIndex
CREATE INDEX "Deployment_tenantId_manifestId_id_idx" ON "Deployment"("tenantId", "manifestId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Deployment_one_open" ON "Deployment"("tenantId", "manifestId", "environmentId") WHERE (status = ANY (ARRAY['queued'::"DeploymentStatus", 'running'::"DeploymentStatus", 'waiting_approval'::"DeploymentStatus"]));

-- CreateIndex
CREATE INDEX "ApprovalRequest_tenantId_status_id_idx" ON "ApprovalRequest"("tenantId", "status", "id" DESC);

-- CreateIndex
CREATE INDEX "ApprovalRequest_due" ON "ApprovalRequest"("expiresAt") WHERE (status = 'open');

-- CreateIndex
CREATE INDEX "ApprovalVote_tenantId_approvalId_idx" ON "ApprovalVote"("tenantId", "approvalId");

-- CreateIndex
CREATE INDEX "Run_tenantId_id_idx" ON "Run"("tenantId", "id" DESC);

-- CreateIndex
CREATE INDEX "Run_tenantId_runnerId_id_idx" ON "Run"("tenantId", "runnerId", "id" DESC);

-- CreateIndex
CREATE INDEX "Run_tenantId_status_id_idx" ON "Run"("tenantId", "status", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Run_tenantId_runnerId_token_key" ON "Run"("tenantId", "runnerId", "token");

-- CreateIndex
CREATE UNIQUE INDEX "Tenant_slug_key" ON "Tenant"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_tenantId_userId_idx" ON "ApiToken"("tenantId", "userId");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- AddForeignKey
ALTER TABLE "Attestation" ADD CONSTRAINT "Attestation_tenantId_artifactId_fkey" FOREIGN KEY ("tenantId", "artifactId") REFERENCES "Artifact"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scan" ADD CONSTRAINT "Scan_tenantId_artifactId_fkey" FOREIGN KEY ("tenantId", "artifactId") REFERENCES "Artifact"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_tenantId_scanId_fkey" FOREIGN KEY ("tenantId", "scanId") REFERENCES "Scan"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Runner" ADD CONSTRAINT "Runner_tenantId_manifestId_fkey" FOREIGN KEY ("tenantId", "manifestId") REFERENCES "Manifest"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Runner" ADD CONSTRAINT "Runner_tenantId_manifestVersionId_fkey" FOREIGN KEY ("tenantId", "manifestVersionId") REFERENCES "ManifestVersion"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Runner" ADD CONSTRAINT "Runner_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Trigger" ADD CONSTRAINT "Trigger_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ManifestVersion" ADD CONSTRAINT "ManifestVersion_tenantId_manifestId_fkey" FOREIGN KEY ("tenantId", "manifestId") REFERENCES "Manifest"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ManifestVersion" ADD CONSTRAINT "ManifestVersion_tenantId_sourceDigest_fkey" FOREIGN KEY ("tenantId", "sourceDigest") REFERENCES "Source"("tenantId", "digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_tenantId_manifestId_fkey" FOREIGN KEY ("tenantId", "manifestId") REFERENCES "Manifest"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_tenantId_manifestVersionId_fkey" FOREIGN KEY ("tenantId", "manifestVersionId") REFERENCES "ManifestVersion"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deployment" ADD CONSTRAINT "Deployment_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Stage" ADD CONSTRAINT "Stage_tenantId_deploymentId_fkey" FOREIGN KEY ("tenantId", "deploymentId") REFERENCES "Deployment"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApprovalRequest" ADD CONSTRAINT "ApprovalRequest_tenantId_deploymentId_fkey" FOREIGN KEY ("tenantId", "deploymentId") REFERENCES "Deployment"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApprovalVote" ADD CONSTRAINT "ApprovalVote_tenantId_approvalId_fkey" FOREIGN KEY ("tenantId", "approvalId") REFERENCES "ApprovalRequest"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
