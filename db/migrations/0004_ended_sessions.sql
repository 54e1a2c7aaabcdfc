CREATE TABLE "ended_sessions" (
	"id" uuid PRIMARY KEY NOT NULL
);
