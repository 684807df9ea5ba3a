-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "remedy" TEXT;
