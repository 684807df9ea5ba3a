-- CreateTable
CREATE TABLE "RunnerStanding" (
    "tenantId" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "allowed" BOOLEAN NOT NULL,
    "rules" TEXT[],
    "reason" TEXT NOT NULL DEFAULT '',
    "policyVersion" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RunnerStanding_pkey" PRIMARY KEY ("tenantId","runnerId")
);

-- AddForeignKey
ALTER TABLE "RunnerStanding" ADD CONSTRAINT "RunnerStanding_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
