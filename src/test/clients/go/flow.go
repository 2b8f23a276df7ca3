// Flow walks a secret and an entry through the generated Go client.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"

	undercroft "undercroft.dev/api"
)

const path = "app/db/password"

func main() {
	configuration := undercroft.NewConfiguration()
	configuration.Servers = undercroft.ServerConfigurations{{URL: os.Getenv("UNDERCROFT_URL")}}
	token := os.Getenv("UNDERCROFT_TOKEN")
	ctx := context.WithValue(context.Background(), undercroft.ContextAccessToken, token)
	client := undercroft.NewAPIClient(configuration)
	walk(ctx, client.SecretsAPI)
	walkEntry(ctx, client.CategoriesAPI, client.EntriesAPI)
	fmt.Println("flow complete")
}

func walk(ctx context.Context, secrets *undercroft.SecretsAPIService) {
	write := value("first")
	write.SetMetadata(undercroft.SecretMetadata{Tags: []string{"flow"}})
	first, _, err := secrets.WriteSecret(ctx, path).SecretWrite(write).Execute()
	expect("write", err, func() bool { return first.GetCreated() && first.GetVersion() == 1 && first.GetExpiresAt() == "" })
	second, _, err := secrets.WriteSecret(ctx, path).SecretWrite(value("second")).Execute()
	expect("write again", err, func() bool { return !second.GetCreated() && second.GetPreviousVersion() == 1 })

	read, _, err := secrets.ReadSecret(ctx, path).Execute()
	expect("read", err, func() bool { return read.GetPath() == path && holds(read, "second") })
	old, _, err := secrets.ReadSecret(ctx, path).Version(1).Execute()
	expect("read version 1", err, func() bool { return holds(old, "first") })

	list, _, err := secrets.ListSecrets(ctx).Prefix("app/").Tag([]string{"flow"}).IncludeMetadata(true).Limit(10).Execute()
	expect("list", err, func() bool {
		row := list.GetSecrets()[0]
		tags := row.GetMetadata().Tags
		return list.GetTotalCount() == 1 && row.GetPath() == path && reflect.DeepEqual(tags, []string{"flow"})
	})

	batch, _, err := secrets.ReadSecrets(ctx).SecretBatch(*undercroft.NewSecretBatch([]string{path, "app/none"})).Execute()
	expect("batch", err, func() bool {
		found, missing := batch.GetSecrets()[path], batch.GetErrors()["app/none"]
		return found.GetVersion() == 2 && missing.GetCode() == "secret_not_found"
	})

	described, _, err := secrets.ReadSecretMetadata(ctx, path).Execute()
	expect("metadata", err, func() bool { return described.GetCurrentVersion() == 2 })

	deleted, _, err := secrets.DeleteSecret(ctx, path).Permanent(true).Execute()
	expect("delete", err, deleted.GetPermanent)

	_, answer, err := secrets.ReadSecret(ctx, path).Execute()
	var refused *undercroft.GenericOpenAPIError
	expect("refusal", nil, func() bool {
		if !errors.As(err, &refused) {
			return false
		}
		body, typed := refused.Model().(undercroft.Error)
		problem := body.GetError()
		return typed && answer.StatusCode == 404 && problem.GetCode() == "secret_not_found"
	})
}

func walkEntry(ctx context.Context, categories *undercroft.CategoriesAPIService, entries *undercroft.EntriesAPIService) {
	draft := *undercroft.NewCategoryDraft("OpenAI", "simple")
	draft.SetEnvVarName("OPENAI_API_KEY")
	category, _, err := categories.CreateCategory(ctx).CategoryDraft(draft).Execute()
	expect("category", err, func() bool { return category.GetUserId() == "flow" && category.GetFieldDefinitions() == nil })
	entry, _, err := entries.CreateEntry(ctx).EntryDraft(*undercroft.NewEntryDraft(category.GetId(), "Blog", "first")).Execute()
	expect("entry", err, func() bool { return entry.GetEnvironment() == "" })
	list, _, err := entries.ListEntries(ctx).CategoryId(category.GetId()).Execute()
	expect("entries", err, func() bool {
		of := list[0].GetCategory()
		return len(list) == 1 && of.GetName() == "OpenAI"
	})
	revealed, _, err := entries.RevealEntry(ctx, entry.GetId()).Execute()
	expect("reveal", err, func() bool { return revealed.GetValue() == "first" })
	_, err = categories.DeleteCategory(ctx, category.GetId()).Execute()
	expect("delete category", err, func() bool { return true })
	_, _, err = entries.RevealEntry(ctx, entry.GetId()).Execute()
	var refused *undercroft.GenericOpenAPIError
	expect("refused reveal", nil, func() bool {
		if !errors.As(err, &refused) {
			return false
		}
		problem, typed := refused.Model().(undercroft.EntriesError)
		return typed && problem.GetCode() == "ENTRY_NOT_FOUND"
	})
}

func value(password string) undercroft.SecretWrite {
	return *undercroft.NewSecretWrite(map[string]interface{}{"password": password})
}

func holds(secret *undercroft.Secret, password string) bool {
	return reflect.DeepEqual(secret.GetData(), map[string]interface{}{"password": password})
}

func expect(step string, err error, holds func() bool) {
	if err != nil {
		fmt.Fprintln(os.Stderr, step+":", err)
		os.Exit(1)
	}
	if !holds() {
		fmt.Fprintln(os.Stderr, "not as expected:", step)
		os.Exit(1)
	}
	fmt.Println(step)
}
