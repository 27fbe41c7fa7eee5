import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { healthOperations } from "#app/access/api-health.ts";
import type { ApiOperation } from "#app/access/api-operation.ts";
import { apiAnswer, onlyMethod } from "#app/access/api-problem.ts";
import { openApi } from "#app/access/openapi.ts";
import { syncStatusOperation } from "#app/aeries/api-sync-status.ts";
import { attendanceOperation } from "#app/attendance/api-attendance.ts";
import { completenessOperation } from "#app/attendance/api-completeness.ts";
import { claimOperation } from "#app/recovery/api-claim.ts";
import { creditOperation } from "#app/recovery/api-credit.ts";
import { ratioOperation } from "#app/recovery/api-ratio.ts";
import { sessionOperation } from "#app/recovery/api-session-operation.ts";

const itself: ApiOperation = {
  method: "get",
  path: "/api/openapi.json",
  summary: "This document",
  scope: null,
  answers: {
    200: { schema: z.looseObject({ openapi: z.literal("3.1.0") }), example: { openapi: "3.1.0" } },
  },
  problems: [405, 500],
};

const operations = [
  attendanceOperation,
  completenessOperation,
  sessionOperation,
  syncStatusOperation,
  creditOperation,
  claimOperation,
  ratioOperation,
  ...healthOperations,
  itself,
];

/** GET /api/openapi.json: how everything under /api is called. */
export const loader = ({ context }: LoaderFunctionArgs) =>
  apiAnswer(openApi(operations, { url: context.settings.publicUrl }));

export const action = () => onlyMethod("GET");
