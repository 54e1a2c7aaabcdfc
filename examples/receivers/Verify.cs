// Verifies a request by Standard Webhooks with .NET 8 or later alone.
using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

public static class Webhook
{
    private const long ToleranceSeconds = 5 * 60;

    /// <summary>
    /// Whether the request is from Signalpost and not an old one sent again. body: the exact bytes
    /// received. key: whsec_…, from the subscription's page. header: the value of a header by its
    /// name, or null: name => Request.Headers[name].
    /// </summary>
    public static bool Verify(byte[] body, Func<string, string?> header, string key, long nowSeconds)
    {
        string id = header("webhook-id") ?? "", timestamp = header("webhook-timestamp") ?? "";
        if (id == "" || timestamp == "" || !timestamp.All(char.IsAsciiDigit)) return false;
        if (!long.TryParse(timestamp, out long sentAt)) return false;
        if (Math.Abs(nowSeconds - sentAt) > ToleranceSeconds) return false;
        byte[] secret = Convert.FromBase64String(key.StartsWith("whsec_") ? key["whsec_".Length..] : key);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        byte[] expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed)));
        // While keys are rotated there are several signatures; one that holds is enough.
        bool holds = false;
        foreach (string given in (header("webhook-signature") ?? "").Split(' '))
        {
            holds |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected);
        }
        return holds;
    }
}
