-- AlterTable
ALTER TABLE "SigningKey" ADD COLUMN     "revokedAt" TIMESTAMPTZ(3),
ADD COLUMN     "revokedReason" TEXT;
