// Package receiver verifies requests by Standard Webhooks with Go's standard library alone.
package receiver

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const toleranceSeconds = 5 * 60

// Verify tells whether the request is from Signalpost and not an old one sent again. body: the exact
// bytes received, before any JSON is parsed. key: whsec_…, from the subscription's page.
func Verify(body []byte, header http.Header, key string, now time.Time) bool {
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if id == "" || err != nil || math.Abs(float64(now.Unix()-seconds)) > toleranceSeconds {
		return false
	}
	secret, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(key, "whsec_"))
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	expected := mac.Sum(nil)
	// While keys are rotated there are several signatures; one that holds is enough.
	for _, each := range strings.Fields(header.Get("webhook-signature")) {
		given, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(each, "v1,"))
		if strings.HasPrefix(each, "v1,") && err == nil && hmac.Equal(given, expected) {
			return true
		}
	}
	return false
}
