-- AlterTable
ALTER TABLE "Runner" ADD COLUMN     "failingSince" TIMESTAMPTZ(3),
ADD COLUMN     "failureToldAt" TIMESTAMPTZ(3);
