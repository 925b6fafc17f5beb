using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using NodaTime;
using Spillway.App.People;

namespace Spillway.App.Streams.Webhooks;

/// <summary>Webhooks and what is on its way, in the desk's store: a restart loses nothing.</summary>
internal sealed class WebhookTable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS webhook_webhook (
            id TEXT PRIMARY KEY, target TEXT NOT NULL, types TEXT NOT NULL, closed_secret TEXT NOT NULL, made_by TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS webhook_delivery (
            id TEXT PRIMARY KEY, webhook TEXT NOT NULL REFERENCES webhook_webhook (id) ON DELETE CASCADE, body TEXT NOT NULL, attempts INTEGER NOT NULL,
            next_at INTEGER, fault TEXT) STRICT;
        CREATE INDEX IF NOT EXISTS webhook_due ON webhook_delivery (next_at);
        CREATE INDEX IF NOT EXISTS webhook_waiting ON webhook_delivery (webhook, next_at);
        """;

    private readonly DeskStore _store;

    public WebhookTable(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);
    }

    public ImmutableArray<Webhook> Webhooks() => Read(
        "SELECT id, target, types, closed_secret, made_by, made_at FROM webhook_webhook ORDER BY made_at, id",
        static row => new Webhook(
            row.GetString(0), new Uri(row.GetString(1)), [.. row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.GetString(3), row.GetString(4),
            Instant.FromUnixTimeMilliseconds(row.GetInt64(5))));

    public void Write(Webhook webhook) => Do(
        "INSERT OR REPLACE INTO webhook_webhook (id, target, types, closed_secret, made_by, made_at) VALUES ($id, $target, $types, $secret, $by, $at)",
        ("$id", webhook.Id), ("$target", webhook.Target.ToString()), ("$types", string.Join(' ', webhook.Types)), ("$secret", webhook.ClosedSecret), ("$by", webhook.MadeBy),
        ("$at", webhook.MadeAt.ToUnixTimeMilliseconds()));

    public void Remove(string id) => Do("DELETE FROM webhook_webhook WHERE id = $id", ("$id", id));

    public void Write(Delivery delivery) => Do(
        "INSERT OR REPLACE INTO webhook_delivery (id, webhook, body, attempts, next_at, fault) VALUES ($id, $webhook, $body, $attempts, $next, $fault)",
        ("$id", delivery.Id), ("$webhook", delivery.Webhook), ("$body", delivery.Body), ("$attempts", delivery.Attempts),
        ("$next", delivery.NextAt?.ToUnixTimeMilliseconds()), ("$fault", delivery.Fault));

    public void RemoveDelivery(string id) => Do("DELETE FROM webhook_delivery WHERE id = $id", ("$id", id));

    /// <summary>What is due for a webhook, oldest first.</summary>
    public ImmutableArray<Delivery> Due(string webhook, Instant now, int most) =>
        Deliveries("WHERE webhook = $webhook AND next_at <= $now ORDER BY next_at, id LIMIT $most", ("$webhook", webhook), ("$now", now.ToUnixTimeMilliseconds()), ("$most", most));

    /// <summary>What was given up, newest last.</summary>
    public ImmutableArray<Delivery> Dead(int most) => Deliveries("WHERE next_at IS NULL ORDER BY rowid DESC LIMIT $most", ("$most", most));

    public Delivery? Find(string id) => Deliveries("WHERE id = $id", ("$id", id)) is [var one, ..] ? one : null;

    /// <summary>Keeps the dead letters within a number; the oldest go.</summary>
    public void TrimDead(int most) => Do(
        "DELETE FROM webhook_delivery WHERE next_at IS NULL AND rowid NOT IN (SELECT rowid FROM webhook_delivery WHERE next_at IS NULL ORDER BY rowid DESC LIMIT $most)", ("$most", most));

    /// <summary>How many are on their way to a webhook.</summary>
    public int Waiting(string webhook) =>
        Read("SELECT count(*) FROM webhook_delivery WHERE webhook = $webhook AND next_at IS NOT NULL", static row => row.GetInt32(0), ("$webhook", webhook))[0];

    private ImmutableArray<Delivery> Deliveries(string where, params ReadOnlySpan<(string Name, object? Value)> values) => Read(
        "SELECT id, webhook, body, attempts, next_at, fault FROM webhook_delivery " + where,
        static row => new Delivery(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.IsDBNull(4) ? null : Instant.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.IsDBNull(5) ? null : row.GetString(5)),
        values);

    private ImmutableArray<T> Read<T>(string text, Func<SqliteDataReader, T> make, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var connection = _store.Open();
        return connection.Read(make, text, values);
    }

    private void Do(string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var connection = _store.Open();
        connection.Run(text, values);
    }
}
