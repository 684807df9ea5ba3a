-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "attemptsBefore" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Delivery_tenantId_userId_id_idx" ON "Delivery"("tenantId", "userId", "id" DESC);
