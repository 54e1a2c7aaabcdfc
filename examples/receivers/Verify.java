/** Verifies a request by Standard Webhooks with Java's own library alone. */
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public final class Verify {
    private static final long TOLERANCE_SECONDS = 5 * 60;

    /**
     * Whether the request is from Signalpost and not an old one sent again. body: the exact bytes
     * received. key: whsec_…, from the subscription's page. headers: with names in lower case.
     */
    public static boolean verify(byte[] body, Map<String, String> headers, String key, long nowSeconds)
            throws GeneralSecurityException {
        String id = headers.getOrDefault("webhook-id", "");
        String timestamp = headers.getOrDefault("webhook-timestamp", "");
        if (id.isEmpty() || !timestamp.matches("[0-9]{1,18}")) return false;
        if (Math.abs(nowSeconds - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) return false;
        byte[] secret = Base64.getDecoder().decode(key.replaceFirst("^whsec_", ""));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
        // While keys are rotated there are several signatures; one that holds is enough.
        boolean holds = false;
        for (String given : headers.getOrDefault("webhook-signature", "").split(" ")) {
            holds |= MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected);
        }
        return holds;
    }
}
