-- CreateEnum
CREATE TYPE "PolicyScope" AS ENUM ('platform', 'tenant', 'contract');

-- CreateEnum
CREATE TYPE "PolicyDraftStatus" AS ENUM ('draft', 'submitted', 'approved', 'activated', 'discarded');

-- CreateEnum
CREATE TYPE "SimulationStatus" AS ENUM ('running', 'finished', 'failed');

-- DropIndex
DROP INDEX "PolicyVersion_digest_key";

-- AlterTable
ALTER TABLE "PolicyDecision" ADD COLUMN     "policyVersions" INTEGER[];

-- AlterTable
ALTER TABLE "PolicyVersion" ADD COLUMN     "approvalId" TEXT,
ADD COLUMN     "basedOn" INTEGER,
ADD COLUMN     "createdById" TEXT,
ADD COLUMN     "matrix" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "quota" JSONB,
ADD COLUMN     "retiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "scope" "PolicyScope" NOT NULL DEFAULT 'platform',
ADD COLUMN     "scopeTenantId" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "PolicyDraft" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "scope" "PolicyScope" NOT NULL,
    "scopeTenantId" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "policies" JSONB NOT NULL,
    "matrix" JSONB NOT NULL DEFAULT '[]',
    "quota" JSONB,
    "basedOn" INTEGER,
    "status" "PolicyDraftStatus" NOT NULL DEFAULT 'draft',
    "createdById" TEXT NOT NULL,
    "editorIds" TEXT[],
    "testRun" JSONB,
    "submittedDigest" TEXT,
    "approvalId" TEXT,
    "activatedVersion" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PolicyDraft_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "PolicyTest" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "scope" "PolicyScope" NOT NULL,
    "scopeTenantId" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "gate" "PolicyGate" NOT NULL,
    "request" JSONB NOT NULL,
    "expectedAllowed" BOOLEAN NOT NULL,
    "expectedFindings" TEXT[],
    "decisionId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PolicyTest_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "PolicySimulation" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "draftId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "comparedTo" INTEGER,
    "status" "SimulationStatus" NOT NULL DEFAULT 'running',
    "looked" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "digest" TEXT,
    "reason" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PolicySimulation_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "PolicySimulationChange" (
    "tenantId" TEXT NOT NULL,
    "simulationId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "subjectTenantId" TEXT NOT NULL,
    "tenantSlug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "gate" "PolicyGate" NOT NULL,
    "allowedBefore" BOOLEAN NOT NULL,
    "allowedAfter" BOOLEAN NOT NULL,
    "added" TEXT[],
    "removed" TEXT[],
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "PolicySimulationChange_pkey" PRIMARY KEY ("tenantId","simulationId","seq")
);

-- CreateIndex
CREATE INDEX "PolicyDraft_tenantId_status_id_idx" ON "PolicyDraft"("tenantId", "status", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyTest_tenantId_scope_name_key" ON "PolicyTest"("tenantId", "scope", "name");

-- CreateIndex
CREATE INDEX "PolicySimulation_tenantId_draftId_id_idx" ON "PolicySimulation"("tenantId", "draftId", "id");

-- CreateIndex
CREATE INDEX "PolicyVersion_scope_scopeTenantId_version_idx" ON "PolicyVersion"("scope", "scopeTenantId", "version");

-- CreateIndex
CREATE INDEX "PolicyVersion_digest_idx" ON "PolicyVersion"("digest");

-- Of those that were activated before, the newest counted; it alone stays active.
UPDATE "PolicyVersion" v SET "retiredAt" = (
  SELECT min(n."activatedAt") FROM "PolicyVersion" n WHERE n."activatedAt" > v."activatedAt" OR (n."activatedAt" = v."activatedAt" AND n.version > v.version)
) WHERE v."activatedAt" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "PolicyVersion_active" ON "PolicyVersion"("scope", "scopeTenantId") WHERE ("activatedAt" IS NOT NULL AND "retiredAt" IS NULL);

-- AddForeignKey
ALTER TABLE "PolicySimulation" ADD CONSTRAINT "PolicySimulation_tenantId_draftId_fkey" FOREIGN KEY ("tenantId", "draftId") REFERENCES "PolicyDraft"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicySimulationChange" ADD CONSTRAINT "PolicySimulationChange_tenantId_simulationId_fkey" FOREIGN KEY ("tenantId", "simulationId") REFERENCES "PolicySimulation"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a version says never changes, and no version goes away: decisions are replayed with it.
create function refuse_policy_rewrite() returns trigger language plpgsql as $$
begin
  if row(old.version, old.scope, old."scopeTenantId", old.digest, old.policies, old.matrix, old.quota, old."basedOn")
    is distinct from
     row(new.version, new.scope, new."scopeTenantId", new.digest, new.policies, new.matrix, new.quota, new."basedOn") then
    raise exception 'A policy version never changes; make a new one' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger texts_stay before update on "PolicyVersion" for each row execute function refuse_policy_rewrite();
create trigger append_only before delete or truncate on "PolicyVersion" execute function refuse_change();

alter table "PolicyVersion" add constraint "PolicyVersion_scope" check ((scope = 'platform') = ("scopeTenantId" = ''));
alter table "PolicyDraft" add constraint "PolicyDraft_scope" check ((scope = 'platform') = ("scopeTenantId" = ''));
alter table "PolicyTest" add constraint "PolicyTest_scope" check ((scope = 'platform') = ("scopeTenantId" = ''));
