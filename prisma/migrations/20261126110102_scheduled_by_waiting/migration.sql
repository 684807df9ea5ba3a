-- What waits for a window has no start of its own: the scheduler looks at until when it waits.
DROP INDEX "Deployment_scheduled";
CREATE INDEX "Deployment_scheduled" ON "Deployment"("waitingUntil") WHERE (status = 'scheduled'::"DeploymentStatus");
