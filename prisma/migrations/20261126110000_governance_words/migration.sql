-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'approval_waiting';
ALTER TYPE "NotificationKind" ADD VALUE 'approval_due';
ALTER TYPE "NotificationKind" ADD VALUE 'approval_decided';
ALTER TYPE "NotificationKind" ADD VALUE 'exception_decided';
ALTER TYPE "NotificationKind" ADD VALUE 'exception_ending';
ALTER TYPE "NotificationKind" ADD VALUE 'exception_ended';
ALTER TYPE "NotificationKind" ADD VALUE 'policy_changed';
ALTER TYPE "NotificationKind" ADD VALUE 'freeze_announced';
ALTER TYPE "NotificationKind" ADD VALUE 'break_glass';
ALTER TYPE "NotificationKind" ADD VALUE 'deployment_failed';
ALTER TYPE "NotificationKind" ADD VALUE 'run_failed';
ALTER TYPE "NotificationKind" ADD VALUE 'promotion_held';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "Role" ADD VALUE 'overrider';
ALTER TYPE "Role" ADD VALUE 'responder';
