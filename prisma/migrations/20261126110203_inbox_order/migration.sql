-- CreateIndex
CREATE INDEX "ApprovalRequest_open" ON "ApprovalRequest"("id" DESC) WHERE (status = 'open'::"ApprovalStatus");

-- CreateIndex
CREATE INDEX "ApprovalRequest_closed" ON "ApprovalRequest"("id" DESC) WHERE (status <> 'open'::"ApprovalStatus");
