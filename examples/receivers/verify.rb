# Verifies a request by Standard Webhooks with Ruby's standard library alone.
require "openssl"

TOLERANCE_SECONDS = 5 * 60

# Whether the request is from Signalpost and not an old one sent again. body: the exact bytes
# received, request.body.read. key: whsec_…, from the subscription's page. headers: with names
# in lower case.
def verify(body, headers, key, now = Time.now.to_i)
  id, timestamp = headers.values_at("webhook-id", "webhook-timestamp")
  return false if id.to_s.empty? || !/\A\d+\z/.match?(timestamp.to_s)
  return false if (now - timestamp.to_i).abs > TOLERANCE_SECONDS
  secret = key.delete_prefix("whsec_").unpack1("m")
  signed = "#{id}.#{timestamp}.".b + body.b
  expected = "v1," + [OpenSSL::HMAC.digest("SHA256", secret, signed)].pack("m0")
  # While keys are rotated there are several signatures; one that holds is enough.
  headers["webhook-signature"].to_s.split(" ").any? { |given| OpenSSL.secure_compare(given.b, expected) }
end
