-- AlterTable
ALTER TABLE "SigningKey" ADD COLUMN     "endorsement" JSONB,
ADD COLUMN     "revokedAt" TIMESTAMPTZ(3),
ADD COLUMN     "revokedReason" TEXT;
