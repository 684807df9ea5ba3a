-- CreateIndex
CREATE INDEX "Notification_tenantId_userId_kind_id_idx" ON "Notification"("tenantId", "userId", "kind", "id" DESC);
