using System.Collections.Immutable;
using NodaTime;
using Spillway.App.People;

namespace Spillway.App.Notifications;

/// <summary>Keeps rules, what is told later, what escalates, and what became of messages, in desk.db.</summary>
internal sealed class NotificationStore
{
    private const int MostDeliveries = 1000;
    private const int MostCollected = 1000;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS notice_rule (number INTEGER PRIMARY KEY AUTOINCREMENT, rule BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS notice_later (id INTEGER PRIMARY KEY AUTOINCREMENT, rule INTEGER NOT NULL, at_ms INTEGER NOT NULL, line TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS notice_escalation (alarm INTEGER NOT NULL, rule INTEGER NOT NULL, due_ms INTEGER NOT NULL, step INTEGER NOT NULL, PRIMARY KEY (alarm, rule));
        CREATE TABLE IF NOT EXISTS notice_delivery (id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, rule TEXT NOT NULL, channel TEXT NOT NULL, title TEXT NOT NULL,
            delivered INTEGER NOT NULL, tries INTEGER NOT NULL, said TEXT NOT NULL);
        """;

    private readonly DeskStore _store;

    public NotificationStore(DeskStore store)
    {
        _store = store;
        store.Ensure(Schema);
    }

    public ImmutableArray<NotificationRule> Rules()
    {
        using var connection = _store.Open();
        return connection.Read(
            static reader => RuleCodec.Read(reader.GetFieldValue<byte[]>(1)) with { Number = reader.GetInt64(0) },
            "SELECT number, rule FROM notice_rule ORDER BY number");
    }

    /// <summary>Keeps a rule; one that was removed gets its number back.</summary>
    /// <returns>Its number.</returns>
    public long Save(NotificationRule rule)
    {
        using var connection = _store.Open();
        using var command = rule.Number == 0
            ? connection.Command("INSERT INTO notice_rule (rule) VALUES ($rule) RETURNING number", ("$rule", RuleCodec.Write(rule)))
            : connection.Command("INSERT INTO notice_rule (number, rule) VALUES ($number, $rule) ON CONFLICT (number) DO UPDATE SET rule = $rule RETURNING number", ("$rule", RuleCodec.Write(rule)), ("$number", rule.Number));
        return (long)command.ExecuteScalar()!;
    }

    public void Remove(long number)
    {
        using var connection = _store.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var text in new[] { "DELETE FROM notice_rule WHERE number = $number", "DELETE FROM notice_later WHERE rule = $number", "DELETE FROM notice_escalation WHERE rule = $number" })
        {
            connection.Run(text, ("$number", number));
        }

        transaction.Commit();
    }

    /// <summary>Keeps something for later; the newest 1,000 a rule.</summary>
    public void Collect(long rule, CollectedItem item)
    {
        using var connection = _store.Open();
        connection.Run("INSERT INTO notice_later (rule, at_ms, line) VALUES ($rule, $at, $line)", ("$rule", rule), ("$at", Ms(item.At)), ("$line", item.Line));
        connection.Run("DELETE FROM notice_later WHERE rule = $rule AND id <= (SELECT MAX(id) FROM notice_later WHERE rule = $rule) - $most", ("$rule", rule), ("$most", MostCollected));
    }

    public ImmutableArray<CollectedItem> Collected(long rule)
    {
        using var connection = _store.Open();
        return connection.Read(
            static reader => new CollectedItem(At(reader.GetInt64(0)), reader.GetString(1)),
            "SELECT at_ms, line FROM notice_later WHERE rule = $rule ORDER BY id", ("$rule", rule));
    }

    public void Told(long rule)
    {
        using var connection = _store.Open();
        connection.Run("DELETE FROM notice_later WHERE rule = $rule", ("$rule", rule));
    }

    public void Save(PendingEscalation pending)
    {
        using var connection = _store.Open();
        connection.Run("INSERT OR REPLACE INTO notice_escalation (alarm, rule, due_ms, step) VALUES ($alarm, $rule, $due, $step)",
            ("$alarm", pending.Alarm), ("$rule", pending.Rule), ("$due", Ms(pending.Due)), ("$step", pending.Step));
    }

    public void Remove(PendingEscalation pending)
    {
        using var connection = _store.Open();
        connection.Run("DELETE FROM notice_escalation WHERE alarm = $alarm AND rule = $rule", ("$alarm", pending.Alarm), ("$rule", pending.Rule));
    }

    public ImmutableArray<PendingEscalation> Due(Instant now)
    {
        using var connection = _store.Open();
        return connection.Read(
            static reader => new PendingEscalation(reader.GetInt64(0), reader.GetInt64(1), At(reader.GetInt64(2)), reader.GetInt32(3)),
            "SELECT alarm, rule, due_ms, step FROM notice_escalation WHERE due_ms <= $now ORDER BY due_ms", ("$now", Ms(now)));
    }

    /// <summary>Keeps what became of a message; the newest 1,000.</summary>
    public void Save(DeliveryRecord record)
    {
        using var connection = _store.Open();
        connection.Run("INSERT INTO notice_delivery (at_ms, rule, channel, title, delivered, tries, said) VALUES ($at, $rule, $channel, $title, $delivered, $tries, $said)",
            ("$at", Ms(record.At)), ("$rule", record.Rule), ("$channel", record.Channel.ToString()), ("$title", record.Title), ("$delivered", record.IsDelivered), ("$tries", record.Tries), ("$said", record.Said));
        connection.Run("DELETE FROM notice_delivery WHERE id <= (SELECT MAX(id) FROM notice_delivery) - $most", ("$most", MostDeliveries));
    }

    public ImmutableArray<DeliveryRecord> Deliveries(int most)
    {
        using var connection = _store.Open();
        return connection.Read(
            static reader => new DeliveryRecord(
            At(reader.GetInt64(0)), reader.GetString(1), Enum.Parse<ChannelKind>(reader.GetString(2)), reader.GetString(3), reader.GetBoolean(4), reader.GetInt32(5), reader.GetString(6)),
            "SELECT at_ms, rule, channel, title, delivered, tries, said FROM notice_delivery ORDER BY id DESC LIMIT $most", ("$most", Math.Clamp(most, 1, MostDeliveries)));
    }

    private static long Ms(Instant at) => at.ToUnixTimeMilliseconds();

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
