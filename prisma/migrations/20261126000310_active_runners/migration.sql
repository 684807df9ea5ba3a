-- CreateIndex
CREATE INDEX "Runner_active" ON "Runner"("runnerClass", "profile") WHERE (status = 'active');
