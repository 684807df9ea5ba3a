-- Apart from what uses them: a new value counts only once it is committed.
ALTER TYPE "TriggerKind" ADD VALUE 'file_arrival';
ALTER TYPE "TriggerKind" ADD VALUE 'topic';
ALTER TYPE "TriggerKind" ADD VALUE 'upstream';
