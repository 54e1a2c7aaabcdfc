"use client";
/** A page that could not be loaded, within the shell. */
import { type PageError, PageFailure } from "../page-failure.tsx";

export default function ErrorPage({ error }: PageError) {
  return <PageFailure error={error} />;
}
