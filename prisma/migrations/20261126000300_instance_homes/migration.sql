-- AlterTable
ALTER TABLE "Instance" ADD COLUMN     "homeId" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "isolation" JSONB;
