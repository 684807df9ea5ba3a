-- CreateIndex
CREATE INDEX "UsageDay_day_idx" ON "UsageDay"("day");

-- CreateIndex
CREATE INDEX "UsageMonth_month_idx" ON "UsageMonth"("month");
