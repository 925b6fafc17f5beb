using NodaTime;
using NodaTime.Text;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Keys;

namespace Spillway.App.Proofs.Verification;

/// <summary>The key that signed is one of the site's, was there when it signed and was not revoked by then.</summary>
internal sealed class KeyCheck : IPartCheck
{
    private readonly Dictionary<string, SiteKey> _keys = [];
    private (Leaf Leaf, string Key, Instant Created)? _header;

    /// <summary>The key the header names; null before it was read.</summary>
    public string? Signer => _header?.Key;

    public void Take(in Leaf leaf, FaultList faults)
    {
        if (leaf.Part == BundlePart.Proof)
        {
            _header = (leaf with { Json = leaf.Json.Clone() }, leaf.Text("key_id")!, At(leaf, "created_utc")!.Value);
        }
        else if (leaf.Part == BundlePart.Key)
        {
            var key = new SiteKey(new(leaf.Text("x")!, leaf.Text("y")!), At(leaf, "created_utc")!.Value, At(leaf, "retired_utc"), At(leaf, "revoked_utc"), leaf.Text("because"));
            _keys[key.Id.Text] = key;
            if (key.Id.Text != leaf.Text("key_id"))
            {
                faults.Add(leaf, $"the name of this key is {key.Id}");
            }
        }
    }

    public void End(long fileLine, FaultList faults)
    {
        if (_header is not var (leaf, signer, created))
        {
            return;
        }

        if (!_keys.TryGetValue(signer, out var key))
        {
            faults.Add(leaf, $"it names the key {signer}, which is not among the keys of the bundle");
        }
        else if (created < key.Created || created >= key.Retired || created >= key.Revoked)
        {
            faults.Add(leaf, $"it was made at {created}, when the key {signer} was not there, was retired or was revoked");
        }
    }

    private static Instant? At(in Leaf leaf, string field) => leaf.Text(field) is { } text
        ? InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var at } ? at : throw new FormatException($"its {field} '{text}' is no instant")
        : null;
}
