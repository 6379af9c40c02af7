import type { ComponentProps } from 'react'
import styles from './card.module.css'

/** A surface for one thing. `dusk` puts it in the evening light, for what matters most on a page. */
export function Card({ dusk = false, className, ...rest }: ComponentProps<'section'> & { dusk?: boolean }) {
  return <section {...rest} {...(dusk && { 'data-dusk': '' })} className={`${styles.card} ${className ?? ''}`} />
}

/** Things below one another with even space. `gap` in rem. */
export function Stack({ gap = 1, className, style, ...rest }: ComponentProps<'div'> & { gap?: number }) {
  return <div {...rest} className={`${styles.stack} ${className ?? ''}`} style={{ gap: `${gap}rem`, ...style }} />
}

/** Things side by side that wrap when it is narrow. `gap` in rem. */
export function Row({ gap = 0.75, className, style, ...rest }: ComponentProps<'div'> & { gap?: number }) {
  return <div {...rest} className={`${styles.row} ${className ?? ''}`} style={{ gap: `${gap}rem`, ...style }} />
}
