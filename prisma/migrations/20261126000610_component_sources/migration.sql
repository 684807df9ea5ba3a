-- CreateIndex
CREATE INDEX "ArtifactComponent_tenantId_sourceName_idx" ON "ArtifactComponent"("tenantId", "sourceName");
