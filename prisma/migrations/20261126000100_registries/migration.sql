-- CreateTable
CREATE TABLE "ApprovedRegistry" (
    "tenantId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "publisherKeys" TEXT[],
    "signatureRequired" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "approvedById" TEXT NOT NULL,
    "approvedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnById" TEXT,

    CONSTRAINT "ApprovedRegistry_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ImageReference" (
    "tenantId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "artifactDigest" TEXT NOT NULL,
    "signedBy" TEXT[],
    "attestations" JSONB NOT NULL DEFAULT '[]',
    "checkedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImageReference_pkey" PRIMARY KEY ("tenantId","reference")
);

-- CreateTable
CREATE TABLE "ImageRepository" (
    "tenantId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImageRepository_pkey" PRIMARY KEY ("tenantId","name")
);

-- CreateTable
CREATE TABLE "ImageManifest" (
    "tenantId" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "artifactType" TEXT,
    "annotations" JSONB NOT NULL DEFAULT '{}',
    "subjectDigest" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImageManifest_pkey" PRIMARY KEY ("tenantId","repository","digest")
);

-- CreateTable
CREATE TABLE "ImageTag" (
    "tenantId" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImageTag_pkey" PRIMARY KEY ("tenantId","repository","name")
);

-- CreateTable
CREATE TABLE "ImageBlob" (
    "tenantId" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,

    CONSTRAINT "ImageBlob_pkey" PRIMARY KEY ("tenantId","repository","digest")
);

-- CreateIndex
CREATE INDEX "ApprovedRegistry_tenantId_id_idx" ON "ApprovedRegistry"("tenantId", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "ApprovedRegistry_in_force" ON "ApprovedRegistry"("tenantId", "prefix") WHERE ("withdrawnAt" IS NULL);

-- CreateIndex
CREATE INDEX "ImageManifest_tenantId_repository_subjectDigest_idx" ON "ImageManifest"("tenantId", "repository", "subjectDigest");

-- AddForeignKey
ALTER TABLE "ImageManifest" ADD CONSTRAINT "ImageManifest_tenantId_repository_fkey" FOREIGN KEY ("tenantId", "repository") REFERENCES "ImageRepository"("tenantId", "name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImageTag" ADD CONSTRAINT "ImageTag_tenantId_repository_digest_fkey" FOREIGN KEY ("tenantId", "repository", "digest") REFERENCES "ImageManifest"("tenantId", "repository", "digest") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImageBlob" ADD CONSTRAINT "ImageBlob_tenantId_repository_fkey" FOREIGN KEY ("tenantId", "repository") REFERENCES "ImageRepository"("tenantId", "name") ON DELETE RESTRICT ON UPDATE CASCADE;
