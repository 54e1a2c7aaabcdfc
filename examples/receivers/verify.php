<?php
// Verifies a request by Standard Webhooks with PHP alone.

const TOLERANCE_SECONDS = 5 * 60;

/**
 * Whether the request is from Signalpost and not an old one sent again. $body: the exact bytes
 * received, file_get_contents('php://input'). $key: whsec_…, from the subscription's page.
 * $headers: with names in lower case, array_change_key_case(getallheaders()).
 */
function verify(string $body, array $headers, string $key, ?int $now = null): bool
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if ($id === '' || !preg_match('/^\d{1,18}$/D', $timestamp)) return false;
    if (abs(($now ?? time()) - (int) $timestamp) > TOLERANCE_SECONDS) return false;
    $secret = base64_decode(preg_replace('/^whsec_/', '', $key));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $secret, true));
    // While keys are rotated there are several signatures; one that holds is enough.
    $holds = false;
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        $holds = hash_equals($expected, $given) || $holds;
    }
    return $holds;
}
