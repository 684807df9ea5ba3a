-- AlterEnum
ALTER TYPE "FindingKind" ADD VALUE 'dependency';

-- CreateTable
CREATE TABLE "AdvisorySource" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "version" TEXT,
    "records" INTEGER NOT NULL,
    "newestModified" TIMESTAMPTZ(3),
    "ecosystems" TEXT[],
    "completeFor" TEXT[],
    "packages" INTEGER NOT NULL,
    "newestCve" TEXT,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,
    "importedById" TEXT,

    CONSTRAINT "AdvisorySource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Advisory" (
    "sourceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "modified" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn" TIMESTAMPTZ(3),
    "severity" "Severity" NOT NULL,
    "score" DOUBLE PRECISION,
    "summary" TEXT NOT NULL,
    "aliases" TEXT[],
    "references" TEXT[],
    "body" JSONB NOT NULL,

    CONSTRAINT "Advisory_pkey" PRIMARY KEY ("sourceId","id")
);

-- CreateTable
CREATE TABLE "AdvisoryAffected" (
    "sourceId" TEXT NOT NULL,
    "advisoryId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "ecosystem" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ranges" JSONB NOT NULL,
    "versions" TEXT[],
    "severity" "Severity",

    CONSTRAINT "AdvisoryAffected_pkey" PRIMARY KEY ("sourceId","advisoryId","ordinal")
);

-- CreateTable
CREATE TABLE "ArtifactComponent" (
    "tenantId" TEXT NOT NULL,
    "artifactId" TEXT NOT NULL,
    "purl" TEXT NOT NULL,
    "ecosystem" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sourceName" TEXT,
    "sourceVersion" TEXT,
    "path" TEXT,

    CONSTRAINT "ArtifactComponent_pkey" PRIMARY KEY ("tenantId","artifactId","purl")
);

-- CreateIndex
CREATE UNIQUE INDEX "AdvisorySource_name_key" ON "AdvisorySource"("name");

-- CreateIndex
CREATE INDEX "Advisory_id_idx" ON "Advisory"("id");

-- CreateIndex
CREATE INDEX "AdvisoryAffected_ecosystem_name_idx" ON "AdvisoryAffected"("ecosystem", "name");

-- CreateIndex
CREATE INDEX "ArtifactComponent_tenantId_ecosystem_name_artifactId_idx" ON "ArtifactComponent"("tenantId", "ecosystem", "name", "artifactId");

-- CreateIndex
CREATE INDEX "ArtifactComponent_tenantId_ecosystem_sourceName_artifactId_idx" ON "ArtifactComponent"("tenantId", "ecosystem", "sourceName", "artifactId");

-- AddForeignKey
ALTER TABLE "Advisory" ADD CONSTRAINT "Advisory_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "AdvisorySource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdvisoryAffected" ADD CONSTRAINT "AdvisoryAffected_sourceId_advisoryId_fkey" FOREIGN KEY ("sourceId", "advisoryId") REFERENCES "Advisory"("sourceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ArtifactComponent" ADD CONSTRAINT "ArtifactComponent_tenantId_artifactId_fkey" FOREIGN KEY ("tenantId", "artifactId") REFERENCES "Artifact"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Components are written once: what is inside an artifact never changes.
revoke update, delete, truncate on "ArtifactComponent" from barecount_app;
create trigger append_only before update or delete or truncate on "ArtifactComponent"
  execute function refuse_change();

-- Artifacts from before have their npm packages in the SBOM of their first scan.
insert into "ArtifactComponent" ("tenantId", "artifactId", purl, ecosystem, name, version, path)
select distinct on (s."tenantId", s."artifactId", c->>'purl') s."tenantId", s."artifactId", c->>'purl', 'npm',
  coalesce((c->>'group') || '/', '') || (c->>'name'), coalesce(c->>'version', ''), c->'properties'->0->>'value'
from "Scan" s, jsonb_array_elements(s.sbom->'components') c
where c->>'purl' like 'pkg:npm/%'
order by s."tenantId", s."artifactId", c->>'purl', s.at;
