-- CreateEnum
CREATE TYPE "ExceptionCategory" AS ENUM ('waiver', 'mitigated');

-- CreateEnum
CREATE TYPE "ExceptionStatus" AS ENUM ('requested', 'active', 'rejected', 'expired', 'revoked', 'withdrawn');

-- CreateTable
CREATE TABLE "PolicyException" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "manifestId" TEXT,
    "environmentId" TEXT,
    "runnerClass" "RunnerClass",
    "category" "ExceptionCategory" NOT NULL,
    "justification" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "costPlan" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "status" "ExceptionStatus" NOT NULL DEFAULT 'requested',
    "renewsId" TEXT,
    "requestedById" TEXT NOT NULL,
    "requestedByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" TEXT,
    "endedByLabel" TEXT,
    "endReason" TEXT,
    "remindedDays" INTEGER,

    CONSTRAINT "PolicyException_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ExceptionUse" (
    "tenantId" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "exceptionId" TEXT NOT NULL,
    "runnerId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExceptionUse_pkey" PRIMARY KEY ("tenantId","deploymentId","exceptionId")
);

-- CreateTable
CREATE TABLE "BreakGlass" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "manifestId" TEXT,
    "reason" TEXT NOT NULL,
    "openedById" TEXT NOT NULL,
    "openedByLabel" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedByLabel" TEXT,

    CONSTRAINT "BreakGlass_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "BreakGlassUse" (
    "tenantId" TEXT NOT NULL,
    "breakGlassId" TEXT NOT NULL,
    "deploymentId" TEXT NOT NULL,
    "environmentId" TEXT NOT NULL,
    "requestedById" TEXT NOT NULL,
    "passedOver" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reviewedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BreakGlassUse_pkey" PRIMARY KEY ("tenantId","breakGlassId","deploymentId")
);

-- CreateIndex
CREATE INDEX "PolicyException_tenantId_status_id_idx" ON "PolicyException"("tenantId", "status", "id" DESC);

-- CreateIndex
CREATE INDEX "PolicyException_tenantId_rule_id_idx" ON "PolicyException"("tenantId", "rule", "id" DESC);

-- CreateIndex
CREATE INDEX "PolicyException_active" ON "PolicyException"("tenantId", "expiresAt") WHERE (status = 'active');

-- CreateIndex
CREATE INDEX "PolicyException_due" ON "PolicyException"("expiresAt") WHERE (status = 'active');

-- CreateIndex
CREATE UNIQUE INDEX "PolicyException_one_renewal" ON "PolicyException"("tenantId", "renewsId") WHERE (status = 'requested');

-- CreateIndex
CREATE INDEX "ExceptionUse_tenantId_exceptionId_idx" ON "ExceptionUse"("tenantId", "exceptionId");

-- CreateIndex
CREATE INDEX "BreakGlass_open" ON "BreakGlass"("tenantId", "until") WHERE ("closedAt" IS NULL);

-- CreateIndex
CREATE INDEX "BreakGlass_due" ON "BreakGlass"("until") WHERE ("closedAt" IS NULL);

-- CreateIndex
CREATE INDEX "BreakGlassUse_unreviewed" ON "BreakGlassUse"("tenantId", "environmentId") WHERE ("reviewedAt" IS NULL);

-- CreateIndex
CREATE INDEX "BreakGlassUse_tenantId_deploymentId_idx" ON "BreakGlassUse"("tenantId", "deploymentId");

-- AddForeignKey
ALTER TABLE "PolicyException" ADD CONSTRAINT "PolicyException_tenantId_manifestId_fkey" FOREIGN KEY ("tenantId", "manifestId") REFERENCES "Manifest"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "PolicyException" ADD CONSTRAINT "PolicyException_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyException" ADD CONSTRAINT "PolicyException_tenantId_renewsId_fkey" FOREIGN KEY ("tenantId", "renewsId") REFERENCES "PolicyException"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ExceptionUse" ADD CONSTRAINT "ExceptionUse_tenantId_exceptionId_fkey" FOREIGN KEY ("tenantId", "exceptionId") REFERENCES "PolicyException"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ExceptionUse" ADD CONSTRAINT "ExceptionUse_tenantId_deploymentId_fkey" FOREIGN KEY ("tenantId", "deploymentId") REFERENCES "Deployment"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ExceptionUse" ADD CONSTRAINT "ExceptionUse_tenantId_runnerId_fkey" FOREIGN KEY ("tenantId", "runnerId") REFERENCES "Runner"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "BreakGlass" ADD CONSTRAINT "BreakGlass_environmentId_fkey" FOREIGN KEY ("environmentId") REFERENCES "Environment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BreakGlass" ADD CONSTRAINT "BreakGlass_tenantId_manifestId_fkey" FOREIGN KEY ("tenantId", "manifestId") REFERENCES "Manifest"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "BreakGlassUse" ADD CONSTRAINT "BreakGlassUse_tenantId_breakGlassId_fkey" FOREIGN KEY ("tenantId", "breakGlassId") REFERENCES "BreakGlass"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "BreakGlassUse" ADD CONSTRAINT "BreakGlassUse_tenantId_deploymentId_fkey" FOREIGN KEY ("tenantId", "deploymentId") REFERENCES "Deployment"("tenantId", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What was asked for, used and opened stays on record.
revoke delete, truncate on "PolicyException", "BreakGlass", "BreakGlassUse" from barecount_app;
revoke update, delete, truncate on "ExceptionUse" from barecount_app;
create trigger append_only before update or delete or truncate on "ExceptionUse" execute function refuse_change();

-- The words of lib/exceptions/schema.ts and lib/break-glass/schema.ts, whatever writes the row. Hours, since a day may
-- have 25 of them.
alter table "PolicyException" add constraint "PolicyException_scope"
  check ("manifestId" is not null or "runnerClass" is not null);
alter table "PolicyException" add constraint "PolicyException_ends"
  check ("expiresAt" > "startsAt" and "expiresAt" <= "createdAt" + interval '2160 hours');
alter table "BreakGlass" add constraint "BreakGlass_ends"
  check ("until" > "openedAt" and "until" <= "openedAt" + interval '4 hours');

-- The terms of an exception are what people decided about; only how it stands may change.
create function refuse_other_terms() returns trigger language plpgsql as $$
begin
  if (new.rule, new."manifestId", new."environmentId", new."runnerClass", new.category, new.justification, new.risk,
      new."costPlan", new."renewsId", new."requestedById")
    is distinct from (old.rule, old."manifestId", old."environmentId", old."runnerClass", old.category,
      old.justification, old.risk, old."costPlan", old."renewsId", old."requestedById")
    or new."expiresAt" > old."expiresAt"
  then
    raise exception 'the terms of an exception do not change: ask for another one' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger terms_stay before update on "PolicyException" for each row execute function refuse_other_terms();
