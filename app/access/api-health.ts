import { z } from "zod";
import type { ApiOperation } from "./api-operation.ts";

const part = z.enum(["healthy", "degraded", "unhealthy", "not_configured"]);

/** The answer of GET /api/health. */
export const healthAnswer = z.object({
  status: part,
  timestamp: z.iso.datetime(),
  version: z.string(),
  environment: z.string(),
  database: part,
  cache: part,
  aeries_api: part,
  supabase: part,
  ferpa_compliance: z
    .enum(["compliant", "violations_found"])
    .describe(
      "compliant only while every check passes; also violations_found when the checks cannot be asked",
    ),
  overall_status: part,
  database_response_time_ms: z.number().nullable(),
  uptime_seconds: z.int(),
});

const healthExample = {
  status: "healthy",
  timestamp: "2026-10-14T17:00:00.000Z",
  version: "1.4.0",
  environment: "production",
  database: "healthy",
  cache: "not_configured",
  aeries_api: "healthy",
  supabase: "not_configured",
  ferpa_compliance: "compliant",
  overall_status: "healthy",
  database_response_time_ms: 1.4,
  uptime_seconds: 86_400,
};
export type HealthAnswer = z.output<typeof healthAnswer>;

/** The calls that watch the product. They ask for no token of a script. */
export const healthOperations: readonly ApiOperation[] = [
  {
    method: "get",
    path: "/api/health",
    summary: "How the product and its parts are",
    scope: null,
    answers: {
      200: { schema: healthAnswer, example: healthExample },
      503: {
        schema: healthAnswer,
        example: {
          ...healthExample,
          status: "unhealthy",
          database: "unhealthy",
          ferpa_compliance: "violations_found",
          overall_status: "unhealthy",
        },
      },
    },
    problems: [],
  },
  {
    method: "get",
    path: "/api/health/live",
    summary: "Does the process answer?",
    scope: null,
    answers: { 200: { schema: z.object({ live: z.literal(true) }), example: { live: true } } },
    problems: [],
  },
  {
    method: "get",
    path: "/api/health/ready",
    summary: "Should requests be sent here?",
    scope: null,
    answers: {
      200: { schema: z.object({ ready: z.literal(true) }), example: { ready: true } },
      503: {
        schema: z.object({ ready: z.literal(false), reason: z.string() }),
        example: { ready: false, reason: "draining" },
      },
    },
    problems: [],
  },
  {
    method: "get",
    path: "/api/metrics",
    summary: "Metrics in Prometheus' text format",
    description: "For an allowed network, or with the metrics token, which is not a token of a script.",
    scope: null,
    answers: {
      200: { schema: z.string(), example: "ferpa_compliance_status 1\n", type: "text/plain" },
      401: { schema: z.string(), example: "Metrics need a token.\n", type: "text/plain" },
    },
    problems: [],
  },
];
