-- Apart from what uses them: a new value counts only once it is committed.
ALTER TYPE "RunCause" ADD VALUE 'target';
ALTER TYPE "RunOrigin" ADD VALUE 'file_arrival';
ALTER TYPE "RunOrigin" ADD VALUE 'topic';
ALTER TYPE "RunOrigin" ADD VALUE 'upstream';
ALTER TYPE "RunOrigin" ADD VALUE 'replay';
ALTER TYPE "RunStatus" ADD VALUE 'retrying';
