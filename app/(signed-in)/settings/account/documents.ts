/** What one changes of one's own account. */
import { graphql } from "#graphql/document";

export const ChangeOwnName = graphql(`
  mutation ChangeOwnName($input: ChangeOwnNameInput!) {
    changeOwnName(input: $input) {
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const ChangeOwnPassword = graphql(`
  mutation ChangeOwnPassword($input: ChangeOwnPasswordInput!) {
    changeOwnPassword(input: $input) {
      userErrors {
        code
        message
        path
      }
    }
  }
`);
