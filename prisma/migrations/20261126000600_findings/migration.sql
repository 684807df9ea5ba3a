-- CreateEnum
CREATE TYPE "TriageStatus" AS ENUM ('open', 'in_triage', 'will_fix', 'not_affected', 'false_positive', 'accepted');

-- CreateEnum
CREATE TYPE "VexJustification" AS ENUM ('code_not_present', 'code_not_reachable', 'requires_configuration', 'requires_dependency', 'requires_environment', 'protected_by_compiler', 'protected_at_runtime', 'protected_at_perimeter', 'protected_by_mitigating_control');

-- CreateEnum
CREATE TYPE "LicencePolicy" AS ENUM ('deny', 'review');

-- CreateEnum
CREATE TYPE "NotificationKind" AS ENUM ('verdict_changed', 'triage_ended', 'waiver_ended');

-- CreateTable
CREATE TABLE "ArtifactFinding" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "artifactId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" "FindingKind" NOT NULL,
    "severity" "Severity" NOT NULL,
    "rule" TEXT NOT NULL,
    "component" TEXT,
    "version" TEXT,
    "path" TEXT,
    "message" TEXT NOT NULL,
    "remedy" TEXT,
    "status" "TriageStatus" NOT NULL DEFAULT 'open',
    "statusAt" TIMESTAMPTZ(3),
    "statusUntil" TIMESTAMPTZ(3),
    "triageId" TEXT,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ArtifactFinding_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "Triage" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "artifactId" TEXT,
    "subject" TEXT NOT NULL,
    "kind" "FindingKind" NOT NULL,
    "rule" TEXT NOT NULL,
    "component" TEXT,
    "path" TEXT,
    "status" "TriageStatus" NOT NULL,
    "reason" TEXT NOT NULL,
    "justification" "VexJustification",
    "expiresAt" TIMESTAMPTZ(3),
    "byId" TEXT NOT NULL,
    "byLabel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Triage_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "LicenceWaiver" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "component" TEXT NOT NULL,
    "version" TEXT,
    "licence" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "approvedById" TEXT NOT NULL,
    "approvedByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LicenceWaiver_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ArtifactLimit" (
    "tenantId" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "classification" TEXT NOT NULL,
    "critical" INTEGER NOT NULL,
    "high" INTEGER NOT NULL,
    "medium" INTEGER,
    "unknown" INTEGER,
    "licences" "LicencePolicy" NOT NULL,
    "updatedById" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ArtifactLimit_pkey" PRIMARY KEY ("tenantId","environment","classification")
);

-- CreateTable
CREATE TABLE "RunnerVerdict" (
    "tenantId" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "artifactDigest" TEXT NOT NULL,
    "allowed" BOOLEAN NOT NULL,
    "findings" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RunnerVerdict_pkey" PRIMARY KEY ("tenantId","runnerId")
);

-- CreateTable
CREATE TABLE "Notification" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" "NotificationKind" NOT NULL,
    "sentence" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "subjectIds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "ArtifactFinding_present" ON "ArtifactFinding"("tenantId", "severity", "id") WHERE ("resolvedAt" IS NULL);

-- CreateIndex
CREATE INDEX "ArtifactFinding_status" ON "ArtifactFinding"("tenantId", "status", "severity", "id") WHERE ("resolvedAt" IS NULL);

-- CreateIndex
CREATE INDEX "ArtifactFinding_component" ON "ArtifactFinding"("tenantId", "component", "severity", "id") WHERE ("resolvedAt" IS NULL);

-- CreateIndex
CREATE INDEX "ArtifactFinding_tenantId_subject_idx" ON "ArtifactFinding"("tenantId", "subject");

-- CreateIndex
CREATE INDEX "ArtifactFinding_due" ON "ArtifactFinding"("statusUntil") WHERE ("statusUntil" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "ArtifactFinding_tenantId_artifactId_key_key" ON "ArtifactFinding"("tenantId", "artifactId", "key");

-- CreateIndex
CREATE INDEX "Triage_tenantId_subject_id_idx" ON "Triage"("tenantId", "subject", "id" DESC);

-- CreateIndex
CREATE INDEX "LicenceWaiver_tenantId_component_idx" ON "LicenceWaiver"("tenantId", "component");

-- CreateIndex
CREATE INDEX "LicenceWaiver_due" ON "LicenceWaiver"("expiresAt") WHERE ("endedAt" IS NULL);

-- CreateIndex
CREATE INDEX "Notification_tenantId_userId_id_idx" ON "Notification"("tenantId", "userId", "id" DESC);

-- CreateIndex
CREATE INDEX "Notification_unread" ON "Notification"("tenantId", "userId") WHERE ("readAt" IS NULL);

-- CreateIndex
CREATE INDEX "ArtifactComponent_tenantId_name_artifactId_idx" ON "ArtifactComponent"("tenantId", "name", "artifactId");

-- CreateIndex
CREATE INDEX "Runner_tenantId_artifactDigest_idx" ON "Runner"("tenantId", "artifactDigest");

-- AddForeignKey
ALTER TABLE "ArtifactFinding" ADD CONSTRAINT "ArtifactFinding_tenantId_artifactId_fkey" FOREIGN KEY ("tenantId", "artifactId") REFERENCES "Artifact"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArtifactFinding" ADD CONSTRAINT "ArtifactFinding_tenantId_triageId_fkey" FOREIGN KEY ("tenantId", "triageId") REFERENCES "Triage"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Triage" ADD CONSTRAINT "Triage_tenantId_artifactId_fkey" FOREIGN KEY ("tenantId", "artifactId") REFERENCES "Artifact"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunnerVerdict" ADD CONSTRAINT "RunnerVerdict_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "Deployment_tenantId_artifactDigest_idx" ON "Deployment"("tenantId", "artifactDigest");

-- What was said of a finding stays said: a change is a new row.
revoke update, delete, truncate on "Triage" from barecount_app;
create trigger append_only before update or delete or truncate on "Triage" execute function refuse_change();
revoke delete, truncate on "LicenceWaiver", "ArtifactFinding" from barecount_app;

-- An acceptance ends by itself, and only one without effect needs no justification.
alter table "Triage" add constraint "Triage_accepted_ends" check (status <> 'accepted' or "expiresAt" is not null);
alter table "Triage" add constraint "Triage_not_affected_why"
  check ((status = 'not_affected') = (justification is not null));

-- Artifacts from before: the findings of their latest scan. The same words as lib/findings/finding-key.ts.
insert into "ArtifactFinding" ("tenantId", id, "artifactId", key, subject, kind, severity, rule, component, version, path,
  message, remedy, "firstSeenAt", "lastSeenAt")
select distinct on (f."tenantId", s."artifactId", named.key) f."tenantId", f.id, s."artifactId", named.key, named.subject,
  f.kind, f.severity, f.rule, f.component, f.version, f.path, f.message, f.remedy, s.at, s.at
from (
  select distinct on ("tenantId", "artifactId") "tenantId", id, "artifactId", at from "Scan"
  order by "tenantId", "artifactId", at desc
) s
join "Finding" f on f."tenantId" = s."tenantId" and f."scanId" = s.id
cross join lateral (
  select encode(sha256(convert_to(concat(f.kind, E'\n', f.rule, E'\n', f.component, E'\n',
      case when f.kind = 'secret' then f.path end), 'UTF8')), 'hex') as subject,
    encode(sha256(convert_to(concat(f.kind, E'\n', f.rule, E'\n', f.component, E'\n', f.version, E'\n',
      case when f.kind in ('secret', 'dependency') then f.path end), 'UTF8')), 'hex') as key
) named
order by f."tenantId", s."artifactId", named.key, f.id;
