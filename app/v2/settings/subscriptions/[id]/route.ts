/** The Konexus Subscription API: one subscription. */
import type { NextRequest } from "next/server";
import { answerDelete, answerOne, answerUpdate } from "#graphql/v2/subscription-requests";
import { otherMethods } from "../../../../other-methods.ts";

type Params = { params: Promise<{ id: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  return answerOne(request, (await params).id);
}

export async function PUT(request: NextRequest, { params }: Params): Promise<Response> {
  return answerUpdate(request, (await params).id);
}

export async function DELETE(request: NextRequest, { params }: Params): Promise<Response> {
  return answerDelete(request, (await params).id);
}

export const { POST, PATCH, OPTIONS } = otherMethods("GET", "HEAD", "PUT", "DELETE");
