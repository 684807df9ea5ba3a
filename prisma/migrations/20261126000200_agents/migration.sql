-- AlterTable
ALTER TABLE "Agent" ADD COLUMN     "health" TEXT,
ADD COLUMN     "lastIdentityHash" TEXT,
ADD COLUMN     "ready" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE UNIQUE INDEX "Agent_lastIdentityHash_key" ON "Agent"("lastIdentityHash");

-- CreateIndex
CREATE INDEX "Agent_tenantId_environmentId_lastSeenAt_idx" ON "Agent"("tenantId", "environmentId", "lastSeenAt");

-- CreateIndex
CREATE INDEX "Run_restricted" ON "Run"("instanceId") WHERE (status = 'queued' AND "instanceId" IS NOT NULL);

-- CreateIndex
CREATE INDEX "Run_held" ON "Run"("tenantId", "leaseAgentId") WHERE (status = ANY (ARRAY['queued'::"RunStatus", 'running'::"RunStatus"]));

-- AddForeignKey
ALTER TABLE "Agent" ADD CONSTRAINT "Agent_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agent" ADD CONSTRAINT "Agent_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Agent" ADD CONSTRAINT "Agent_tenantId_instanceId_fkey" FOREIGN KEY ("tenantId", "instanceId") REFERENCES "Instance"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "AgentEnrolment" ADD CONSTRAINT "AgentEnrolment_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgentEnrolment" ADD CONSTRAINT "AgentEnrolment_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "AgentEnrolment" ADD CONSTRAINT "AgentEnrolment_tenantId_instanceId_fkey" FOREIGN KEY ("tenantId", "instanceId") REFERENCES "Instance"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Run" ADD CONSTRAINT "Run_tenantId_leaseAgentId_fkey" FOREIGN KEY ("tenantId", "leaseAgentId") REFERENCES "Agent"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
