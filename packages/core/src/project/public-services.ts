/** Modules that are clients of services on the public internet, whose certificates the system's roots vouch for. */
const SERVICES = [
  "cloud.google.com/go",
  "github.com/aws/aws-sdk-go",
  "github.com/aws/aws-sdk-go-v2",
  "github.com/Azure/azure-sdk-for-go",
  "github.com/bwmarrin/discordgo",
  "github.com/cloudflare/cloudflare-go",
  "github.com/coreos/go-oidc",
  "github.com/DataDog/datadog-api-client-go",
  "github.com/digitalocean/godo",
  "github.com/getsentry/sentry-go",
  "github.com/go-acme/lego",
  "github.com/google/go-github",
  "github.com/gregdel/pushover",
  "github.com/hetznercloud/hcloud-go",
  "github.com/mailgun/mailgun-go",
  "github.com/PagerDuty/go-pagerduty",
  "github.com/sashabaranov/go-openai",
  "github.com/sendgrid/sendgrid-go",
  "github.com/slack-go/slack",
  "github.com/stripe/stripe-go",
  "github.com/twilio/twilio-go",
  "golang.org/x/crypto/acme/autocert",
  "google.golang.org/api",
  "gitlab.com/gitlab-org/api/client-go",
  "tailscale.com/tsnet",
];

/** The client that an import path belongs to, whatever its major version; null for others. */
export function publicService(importPath: string): string | null {
  return SERVICES.find((service) => importPath === service || importPath.startsWith(`${service}/`)) ?? null;
}
