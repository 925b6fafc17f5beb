namespace Spillway.Devices.Wire.Cgminer;

/// <summary>How a request is written; the answer is written the same way.</summary>
public enum CgminerForm
{
    /// <summary>As JSON.</summary>
    Json,

    /// <summary>As plain text: records end in <c>|</c>, fields in <c>,</c>.</summary>
    Text,
}
