-- CreateTable
CREATE TABLE "MatrixCell" (
    "tenantId" TEXT NOT NULL,
    "runnerClass" "RunnerClass" NOT NULL,
    "size" "RunnerSizeName" NOT NULL,
    "networkProfile" "NetworkProfile" NOT NULL,
    "scope" "PolicyScope" NOT NULL DEFAULT 'tenant',
    "environment" TEXT NOT NULL DEFAULT '',
    "classification" TEXT NOT NULL DEFAULT '',
    "allowed" BOOLEAN NOT NULL DEFAULT true,
    "policyVersion" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "MatrixCell_pkey" PRIMARY KEY ("tenantId","runnerClass","size","networkProfile","scope","environment","classification"),
    -- The platform speaks for all tenants, and nobody else does.
    CONSTRAINT "MatrixCell_scope" CHECK (("tenantId" = '') = ("scope" = 'platform'))
);

-- What a tenant was offered stays offered to it: in every environment, for all data.
INSERT INTO "MatrixCell" ("tenantId", "runnerClass", "size", "networkProfile")
SELECT "tenantId", "runnerClass", "size", "networkProfile" FROM "TenantMatrixRow";

-- DropTable
DROP TABLE "TenantMatrixRow";

-- AlterTable
ALTER TABLE "Quota" DROP CONSTRAINT "Quota_pkey",
ADD COLUMN     "environment" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "policyVersion" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "scope" "PolicyScope" NOT NULL DEFAULT 'tenant',
ALTER COLUMN "maxRunners" DROP NOT NULL,
ALTER COLUMN "maxConcurrency" DROP NOT NULL,
ADD CONSTRAINT "Quota_pkey" PRIMARY KEY ("tenantId", "scope", "environment"),
ADD CONSTRAINT "Quota_scope" CHECK (("tenantId" = '') = ("scope" = 'platform')),
ADD CONSTRAINT "Quota_environment" CHECK ("environment" = '' OR ("maxRunners" IS NULL AND "maxConcurrency" IS NULL));
