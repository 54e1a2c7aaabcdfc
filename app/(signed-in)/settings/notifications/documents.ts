/** What the settings of notifications ask and change. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const NotificationSettingsQuery = graphql(`
  query NotificationSettings {
    notificationSettings {
      webhookUri
      signingKey
      mailsAdministrators
      canMail
      webhookFault {
        message
        at
      }
      mailFault {
        message
        at
      }
    }
  }
`);

export const UpdateNotificationSettings = graphql(`
  mutation UpdateNotificationSettings($input: NotificationSettingsInput!) {
    updateNotificationSettings(input: $input) {
      notificationSettings {
        webhookUri
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const SendTestNotification = graphql(`
  mutation SendTestNotification {
    sendTestNotification(input: {}) {
      results {
        channel
        fault
      }
      userErrors {
        message
      }
    }
  }
`);

export type StoredNotificationSettings = ResultOf<typeof NotificationSettingsQuery>["notificationSettings"];
