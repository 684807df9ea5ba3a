-- Apart from what uses them: a new value counts only once it is committed.
ALTER TYPE "NotificationKind" ADD VALUE 'alert_opened';
ALTER TYPE "NotificationKind" ADD VALUE 'alert_resolved';
