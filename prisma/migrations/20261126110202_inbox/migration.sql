-- CreateTable
CREATE TABLE "ApprovalSnooze" (
    "tenantId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "approvalId" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApprovalSnooze_pkey" PRIMARY KEY ("tenantId","userId","approvalId")
);

-- CreateTable
CREATE TABLE "ApprovalView" (
    "tenantId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "approvalId" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApprovalView_pkey" PRIMARY KEY ("tenantId","userId","topic","approvalId")
);
