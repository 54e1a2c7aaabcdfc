/** What the settings ask and change. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const AccountQuery = graphql(`
  query Account {
    viewer {
      name
      permissions
      user {
        id
        email
        role
      }
      tenant {
        name
      }
    }
  }
`);

export const AdministrationQuery = graphql(`
  query Administration($first: Int, $after: String, $last: Int, $before: String) {
    users {
      id
      email
      name
      role
    }
    apiKeys {
      id
      name
      prefix
      permissions
      createdAt
      lastUsedAt
      expiresAt
      revokedAt
    }
    auditLog(first: $first, after: $after, last: $last, before: $before) {
      edges {
        node {
          id
          at
          actor
          action
          subjectId
          summary
          before
          after
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const EditedUserQuery = graphql(`
  query EditedUser($id: ID!) {
    viewer {
      user {
        id
      }
    }
    node(id: $id) {
      ... on User {
        id
        email
        name
        role
      }
    }
  }
`);

export const CreateUser = graphql(`
  mutation CreateUser($input: CreateUserInput!) {
    createUser(input: $input) {
      user {
        id
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const UpdateUser = graphql(`
  mutation UpdateUser($input: UpdateUserInput!) {
    updateUser(input: $input) {
      user {
        id
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteUser = graphql(`
  mutation DeleteUser($input: IdInput!) {
    deleteUser(input: $input) {
      deletedId
      userErrors {
        message
      }
    }
  }
`);

export const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
        name
      }
      secret
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: IdInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        id
      }
      userErrors {
        message
      }
    }
  }
`);

type Administration = ResultOf<typeof AdministrationQuery>;
export type ListedUser = Administration["users"][number];
export type ListedApiKey = Administration["apiKeys"][number];
export type ListedAuditEntry = Administration["auditLog"]["edges"][number]["node"];
